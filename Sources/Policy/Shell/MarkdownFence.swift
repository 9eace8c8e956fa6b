/// Shell text in a Markdown document's fenced blocks (CommonMark 0.31.2, 4.5).
struct MarkdownFence {
  /// Info strings of blocks that hold a script, and of those that show a session.
  private static let languages: Set<String> = [
    "sh", "bash", "shell", "zsh", "ksh", "console", "terminal", "shell-session", "sh-session",
    "shellsession", "bash-session", "shellscript",
  ]

  private let mark: UInt8
  private let length: Int
  private let indent: Int
  private let isShell: Bool

  /// The shell blocks of `source`, each without its indent; of a session, the typed lines only.
  static func scripts(in source: SourceText) -> [MappedText] {
    let bytes = source.bytes
    var scripts: [MappedText] = []
    var fence: MarkdownFence?
    var lines: [Range<Int>] = []
    var line = 0
    while line < bytes.count {
      let stop = min(bytes.lineBreak(from: line, limit: bytes.count) + 1, bytes.count)
      if let open = fence {
        if open.isClosed(by: line..<stop, in: bytes) {
          if open.isShell { scripts.append(open.text(of: lines, in: source)) }
          fence = nil
          lines = []
        } else if open.isShell {
          lines.append(line..<stop)
        }
      } else {
        fence = MarkdownFence(opening: line..<stop, in: bytes)
      }
      line = stop
    }
    if let fence, fence.isShell { scripts.append(fence.text(of: lines, in: source)) }
    return scripts
  }

  /// The fence that `line` opens, nil for another line.
  ///
  /// Any indent is taken, since a block inside a list is indented by it.
  private init?(opening line: Range<Int>, in bytes: [UInt8]) {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index].isBlank { index += 1 }
    let start = index
    guard start < line.upperBound else { return nil }
    mark = bytes[start]
    guard mark == ascii("`") || mark == ascii("~") else { return nil }
    while index < line.upperBound, bytes[index] == mark { index += 1 }
    length = index - start
    indent = start - line.lowerBound
    let rest = bytes[index..<line.upperBound]
    guard length >= 3, mark == ascii("~") || !rest.contains(mark) else { return nil }
    let info = rest.drop { $0.isBlank || $0 == ascii("{") }
    let word = info.prefix { $0.isAlphanumeric || $0 == ascii("-") }
    isShell = MarkdownFence.languages.contains(
      String(decoding: word.map(\.lowered), as: UTF8.self))
  }

  private func isClosed(by line: Range<Int>, in bytes: [UInt8]) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index].isBlank { index += 1 }
    let start = index
    while index < line.upperBound, bytes[index] == mark { index += 1 }
    return index - start >= length && bytes[index..<line.upperBound].allSatisfy(\.isSpace)
  }

  private func text(of lines: [Range<Int>], in source: SourceText) -> MappedText {
    let bytes = source.bytes
    let inner = lines.map { line in
      var start = line.lowerBound
      while start < line.upperBound, start - line.lowerBound < indent, bytes[start].isBlank {
        start += 1
      }
      return start..<line.upperBound
    }
    guard inner.contains(where: { prompt(in: $0, bytes) != nil }) else {
      return MappedText(source: source, ranges: inner)
    }
    var typed: [Range<Int>] = []
    var isContinued = false
    for line in inner {
      let length = prompt(in: line, bytes) ?? (isContinued ? continuation(in: line, bytes) : nil)
      if let length { typed.append((line.lowerBound + length)..<line.upperBound) }
      let last = bytes[line].last { $0 != 0x0A && $0 != 0x0D }
      isContinued = length != nil && last == ascii("\\")
    }
    return MappedText(source: source, ranges: typed)
  }

  /// The length of `$ ` or `% ` before what was typed.
  private func prompt(in line: Range<Int>, _ bytes: [UInt8]) -> Int? {
    guard line.count > 2,
      bytes[line.lowerBound] == ascii("$") || bytes[line.lowerBound] == ascii("%"),
      bytes[line.lowerBound + 1].isBlank
    else { return nil }
    return 2
  }

  /// The length of `> `, or of nothing, before a continued line.
  private func continuation(in line: Range<Int>, _ bytes: [UInt8]) -> Int {
    line.count > 1 && bytes[line.lowerBound] == ascii(">") && bytes[line.lowerBound + 1].isBlank
      ? 2 : 0
  }
}
