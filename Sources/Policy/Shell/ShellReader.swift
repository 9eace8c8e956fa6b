/// Reads shell text into flat commands; never fails, and takes time linear in the text.
struct ShellReader {
  /// How deep substitutions and expansions may stand in each other; deeper ones are plain text.
  static let deepest = 40

  let bytes: [UInt8]
  var script: ShellScript
  var position = 0
  /// Reading never goes beyond.
  var end: Int
  var depth = 0
  /// The command whose words are being read.
  var current: Int?
  /// Heredocs whose lines come behind the next line break.
  var pending: [PendingHeredoc] = []
  /// How often a quote that nothing closes is read again up to its line's end; text that has more
  /// of them is read once and to the end.
  var retries = 4
  /// A stretch in which no `}}` starts but at its last byte.
  var nextTemplateEnd = 0..<0
  /// The words of the array that the last word read assigns.
  var elements: [ShellWord] = []

  struct PendingHeredoc {
    let command: Int
    let redirection: Int
    let delimiter: [UInt8]
    let isIndented: Bool
    let isExpanded: Bool
  }

  init(_ text: MappedText, origin: ShellScript.Origin) {
    bytes = text.bytes
    end = bytes.count
    script = ShellScript(text, unread: origin)
    if bytes.has("\u{FEFF}", at: 0) { position = 3 }
  }

  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < end ? bytes[position + distance] : 0
  }

  mutating func fault(at offset: Int, _ message: String) {
    guard script.faults.count < SourceFault.limit else { return }
    let place = script.text.offset(of: offset)
    script.faults.append(
      SourceFault(offset: place, line: script.text.source.line(of: place), message: message))
  }

  /// Skips blanks, CR and continued lines.
  mutating func skipBlanks() {
    while position < end {
      if bytes[position].isBlank || bytes[position] == 0x0D {
        position += 1
      } else if bytes[position] == ascii("\\"), peek(1) == 0x0A {
        position += 2
      } else if bytes[position] == ascii("\\"), peek(1) == 0x0D, peek(2) == 0x0A {
        position += 3
      } else {
        return
      }
    }
  }

  mutating func readComment() {
    let start = position
    position = bytes.lineBreak(from: position, limit: end)
    let stop = position > start && bytes[position - 1] == 0x0D ? position - 1 : position
    script.comments.append(start..<stop)
  }

  /// Where the list that is being read stands.
  struct ListState {
    var joint = ShellCommand.Joint.start
    var previous: Int?
    /// Subshells open in this list.
    var subshells = 0
    /// `case` commands open in this list.
    var cases = 0
    var expectsPattern = false
  }

  /// Reads commands up to `close` (not taken) or the end.
  mutating func readList(closing close: UInt8?) {
    var state = ListState()
    while true {
      skipBlanks()
      guard position < end else { return }
      if state.expectsPattern, bytes[position] != 0x0A, bytes[position] != ascii("#") {
        readPattern(&state)
      } else if bytes[position] == ascii(")"), close == ascii(")"), state.subshells == 0 {
        return
      } else if !takeOperator(&state) {
        let before = position
        readCommand(&state)
        if position == before { position += 1 }
      }
    }
  }

  private mutating func takeOperator(_ state: inout ListState) -> Bool {
    switch bytes[position] {
    case 0x0A:
      position += 1
      readHeredocs()
    case ascii("#"):
      readComment()
    case ascii(";"):
      position += 1
      if peek() == ascii(";") || peek() == ascii("&") {
        while peek() == ascii(";") || peek() == ascii("&") { position += 1 }
        state.expectsPattern = state.cases > 0
      }
      if state.joint != .start { state.joint = .sequence }
    case ascii("&") where peek(1) != ascii(">"):
      let isAnd = peek(1) == ascii("&")
      position += isAnd ? 2 : 1
      state.joint = isAnd ? .and : .sequence
    case ascii("|"):
      let isOr = peek(1) == ascii("|")
      position += isOr || peek(1) == ascii("&") ? 2 : 1
      state.joint = isOr ? .or : .pipe
    case ascii("("):
      if peek(1) == ascii("(") {
        _ = readArithmetic(opening: 2)
      } else {
        position += 1
        state.subshells += 1
      }
    case ascii(")"):
      position += 1
      state.subshells = max(0, state.subshells - 1)
    default:
      return false
    }
    return true
  }

  /// A case's patterns up to their `)`, or `esac`.
  private mutating func readPattern(_ state: inout ListState) {
    if bytes.has("esac", at: position), !peek(4).isIdentifier {
      position += 4
      state.cases -= 1
      state.expectsPattern = false
      return
    }
    if peek() == ascii("(") { position += 1 }
    while position < end, peek() != ascii(")") {
      skipBlanks()
      if peek() == ascii("|") || peek() == 0x0A || peek() == ascii(";") || peek() == ascii("&") {
        position += 1
        continue
      }
      guard position < end, peek() != ascii(")") else { break }
      let before = position
      _ = readWord()
      if position == before { position += 1 }
    }
    position = min(position + 1, end)
    state.expectsPattern = false
  }

  /// Reads the lines of the heredocs that the line before opened.
  private mutating func readHeredocs() {
    let heredocs = pending
    pending = []
    for heredoc in heredocs {
      let start = position
      let (stop, next) = heredocEnd(heredoc, from: start)
      if next == nil {
        fault(
          at: script.commands[heredoc.command].range.lowerBound,
          "the heredoc that opens here is not closed")
      }
      var parts: [ShellPart] = []
      if heredoc.isExpanded {
        let (outerEnd, outerCommand) = (end, current)
        (end, current) = (stop, heredoc.command)
        parts = readQuotedParts(until: nil, quote: .heredoc)
        (end, current) = (outerEnd, outerCommand)
      } else {
        parts = [
          ShellPart(.literal, start..<stop, quote: .heredoc, text: Array(bytes[start..<stop]))
        ]
      }
      position = next ?? stop
      script.commands[heredoc.command].redirections[heredoc.redirection].heredoc = ShellHeredoc(
        body: start..<stop, isExpanded: heredoc.isExpanded, parts: parts)
    }
  }

  /// Where the body ends, and the offset behind the delimiter's line; nil without a delimiter.
  private func heredocEnd(_ heredoc: PendingHeredoc, from start: Int) -> (stop: Int, next: Int?) {
    var line = min(start, end)
    while line < end {
      let stop = bytes.lineBreak(from: line, limit: end)
      var first = line
      while heredoc.isIndented, first < stop, bytes[first] == 0x09 { first += 1 }
      let last = stop > first && bytes[stop - 1] == 0x0D ? stop - 1 : stop
      if bytes[first..<last].elementsEqual(heredoc.delimiter) { return (line, min(stop + 1, end)) }
      line = stop + 1
    }
    return (end, nil)
  }
}

extension ShellScript {
  init(_ text: MappedText, unread origin: Origin) {
    self.text = text
    self.origin = origin
  }
}
