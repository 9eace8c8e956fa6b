import Findings

/// The `.gitignore` files of a model (gitignore(5)).
struct Gitignore {
  /// One file's patterns.
  struct Rules {
    let source: SourceText
    /// The folder's path, empty or with a `/` at its end.
    let folder: [UInt8]
    let patterns: [Pattern]
  }

  /// One line.
  struct Pattern {
    let globs: PathGlobs
    let isNegated: Bool
    let isForFolders: Bool
    /// The line without blanks at its end; byte offsets.
    let range: Range<Int>
  }

  /// The deepest folder last.
  let files: [Rules]

  init(_ model: RepositoryModel) {
    files = model.files.filter { $0.path.name.elementsEqual(".gitignore".utf8) }
      .map { Gitignore.rules(of: $0.source) }
      .sorted { $0.folder.count < $1.folder.count }
  }

  /// The `.gitignore` at the root.
  var root: Rules? { files.first.flatMap { $0.folder.isEmpty ? $0 : nil } }

  /// The nearest file above `path`.
  func nearest(to path: [UInt8]) -> Rules? { files.last { path.starts(with: $0.folder) } }

  /// What git makes of a file's path.
  enum Verdict {
    case ignored
    /// No pattern speaks of it.
    case unnamed
    /// A pattern takes it out again.
    case takenOut(Rules, Pattern)
  }

  func verdict(on path: [UInt8]) -> Verdict {
    for slash in path.indices where path[slash] == ascii("/") {
      if case .ignored = own(Array(path[..<slash]), isFolder: true) { return .ignored }
    }
    return own(path, isFolder: false)
  }

  /// What the patterns say of the path itself: the nearest file first, its last pattern first.
  private func own(_ path: [UInt8], isFolder: Bool) -> Verdict {
    for file in files.reversed() where path.starts(with: file.folder) {
      let below = Array(path.dropFirst(file.folder.count))
      guard !below.isEmpty else { continue }
      let match = file.patterns.last { pattern in
        (isFolder || !pattern.isForFolders) && pattern.globs.matches(RepositoryPath(bytes: below))
      }
      guard let match else { continue }
      return match.isNegated ? .takenOut(file, match) : .ignored
    }
    return .unnamed
  }

  private static func rules(of source: SourceText) -> Rules {
    var patterns: [Pattern] = []
    let bytes = source.bytes
    var start = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    while start < bytes.count {
      let stop = bytes.lineBreak(from: start, limit: bytes.count)
      if let pattern = pattern(start..<stop, of: bytes) { patterns.append(pattern) }
      start = stop + 1
    }
    return Rules(
      source: source, folder: Array(source.path.bytes.dropLast(source.path.name.count)),
      patterns: patterns)
  }

  private static func pattern(_ line: Range<Int>, of bytes: [UInt8]) -> Pattern? {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1].isSpace,
      end < 2 || bytes[end - 2] != ascii("\\")
    {
      end -= 1
    }
    var rest = bytes[line.lowerBound..<end]
    guard let first = rest.first, first != ascii("#") else { return nil }
    let isNegated = first == ascii("!")
    if isNegated { rest = rest.dropFirst() }
    return Pattern(
      globs: PathGlobs([String(decoding: rest, as: UTF8.self)]), isNegated: isNegated,
      isForFolders: rest.last == ascii("/"), range: line.lowerBound..<end)
  }
}
