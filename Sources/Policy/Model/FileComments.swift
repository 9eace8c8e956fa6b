/// Where the comments of a file stand, whatever its kind.
struct FileComments {
  /// Ascending by start.
  private let ranges: [Range<Int>]

  init(_ file: ModelFile) {
    var ranges = (file.yaml?.comments ?? []).map(\.range)
    ranges += file.terraform?.comments ?? []
    ranges += (file.dotenv?.comments ?? []).map(\.range)
    for script in file.scripts { ranges += script.comments.map(script.text.range) }
    if file.role == .script || file.role == .helpers {
      ranges += FileComments.lines(of: file.source.bytes)
    }
    ranges += FileComments.templateComments(in: file.source.bytes)
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether the byte at `offset` belongs to a comment.
  func contain(_ offset: Int) -> Bool { ranges.contains { $0.contains(offset) } }

  /// Lines whose first character is `#`: of makefiles outside of recipes, and of templates.
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.lineBreak(from: start, limit: bytes.count)
      if bytes[start..<end].first(where: { !$0.isBlank }) == ascii("#") {
        ranges.append(start..<end)
      }
      start = end + 1
    }
    return ranges
  }

  /// `{{/* … */}}` (text/template, "Actions").
  private static func templateComments(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard bytes.has("{{/*", at: index) || bytes.has("{{- /*", at: index) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, !bytes.has("*/", at: index) { index += 1 }
      ranges.append(start..<index)
    }
    return ranges
  }
}
