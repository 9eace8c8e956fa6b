/// Finds the actions of a Go template: quotes, raw quotes, comments, any number of lines.
struct TemplateLexer {
  private(set) var actions: [TemplateAction] = []
  private(set) var faults: [YAMLFault] = []
  private let bytes: [UInt8]
  private let lines: TextLines
  private var line = 1
  /// Set once nothing closes a raw quote or a comment up to the end: nothing will later.
  private var lacksRawQuote = false
  private var lacksCommentEnd = false

  init(_ bytes: [UInt8], lines: TextLines) {
    self.bytes = bytes
    self.lines = lines
  }

  mutating func read() {
    let text = bytes
    let span = text.span
    var index = 0
    while index + 1 < span.count {
      guard span[index] == open, span[index + 1] == open else {
        index += 1
        continue
      }
      line = lines.line(of: index, near: line)
      if let end = actionEnd(span, index) {
        append(span, index..<end)
        index = end
      } else {
        faults.append(YAMLFault(line: line, message: "this '{{' is not closed"))
        let end = lineEnd(span, index)
        actions.append(
          TemplateAction(
            kind: .output, range: index..<end, line: line, pipeline: "", trimsRight: false))
        index = end
      }
    }
  }

  /// The place behind the `}}` of the action at `start`.
  private mutating func actionEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var index = start + 2
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count, YAMLTree.isBlank(bytes[index]) { index += 1 }
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/"),
      bytes[index + 1] == UInt8(ascii: "*")
    {
      guard let end = commentEnd(bytes, index + 2) else { return nil }
      index = end
    }
    while index + 1 < bytes.count {
      switch bytes[index] {
      case close where bytes[index + 1] == close: return index + 2
      // An action holds no other: what comes next is a new one, and this one has no end.
      case open where bytes[index + 1] == open: return nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = quoteEnd(bytes, index) else { return nil }
        index = end
      case UInt8(ascii: "`"):
        guard let end = rawQuoteEnd(bytes, index + 1) else { return nil }
        index = end
      default: index += 1
      }
    }
    return nil
  }

  private func quoteEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == bytes[start] { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func rawQuoteEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard !lacksRawQuote else { return nil }
    for index in start..<bytes.count where bytes[index] == UInt8(ascii: "`") { return index + 1 }
    lacksRawQuote = true
    return nil
  }

  private mutating func commentEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard !lacksCommentEnd else { return nil }
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    lacksCommentEnd = true
    return nil
  }

  private func lineEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound + 2
    var end = range.upperBound - 2
    let trimsLeft =
      start < end && bytes[start] == UInt8(ascii: "-")
      && (start + 1 == end || YAMLTree.isBlank(bytes[start + 1]))
    if trimsLeft { start += 1 }
    let trimsRight =
      start < end && bytes[end - 1] == UInt8(ascii: "-") && YAMLTree.isBlank(bytes[end - 2])
    if trimsRight { end -= 1 }
    while start < end, YAMLTree.isBlank(bytes[start]) { start += 1 }
    while end > start, YAMLTree.isBlank(bytes[end - 1]) { end -= 1 }
    let source = self.bytes[start..<end]
    let (kind, words) = TemplateLexer.classify(source)
    actions.append(
      TemplateAction(
        kind: kind, range: range, line: line, pipeline: String(decoding: words, as: UTF8.self),
        trimsRight: trimsRight))
  }

  /// What an action is by its first word, and what follows that word.
  private static func classify(
    _ source: ArraySlice<UInt8>
  ) -> (TemplateAction.Kind, ArraySlice<UInt8>) {
    if source.starts(with: "/*".utf8) { return (.comment, source) }
    let word = source.prefix { (0x61...0x7A).contains($0) }
    let rest = source.dropFirst(word.count)
    let isWord = rest.first.map { YAMLTree.isBlank($0) || $0 == UInt8(ascii: "(") } ?? true
    let behind = rest.drop(while: YAMLTree.isBlank)
    switch String(decoding: isWord ? word : [], as: UTF8.self) {
    case "if": return (.condition, behind)
    case "with": return (.with, behind)
    case "range": return (.range, behind)
    case "else": return (.elseBranch, behind)
    case "end": return (.end, behind)
    case "define": return (.define, behind)
    case "block": return (.block, behind)
    case "break" where behind.isEmpty, "continue" where behind.isEmpty: return (.jump, behind)
    default: return (isAssignment(source) ? .assign : .output, source)
    }
  }

  /// Whether it is `$x := …` or `$x = …`.
  private static func isAssignment(_ source: ArraySlice<UInt8>) -> Bool {
    guard source.first == UInt8(ascii: "$") else { return false }
    let rest = source.dropFirst().drop(while: TemplateParser.isWord).drop(while: YAMLTree.isBlank)
    return rest.starts(with: ":=".utf8)
      || (rest.first == UInt8(ascii: "=") && rest.dropFirst().first != UInt8(ascii: "="))
  }
}

private let open = UInt8(ascii: "{")
private let close = UInt8(ascii: "}")
