/// Reads the suppressions of a text from the places where the literal filter saw their marker.
public struct SuppressionReader: Sendable {
  private let isKnown: @Sendable (String) -> Bool
  public let today: CalendarDate

  /// How many markers of one text are looked at; a text made of nothing else costs no more.
  public static let limit = 1_000

  /// - Parameter isKnown: whether there is a rule with an id, also one that does not run: naming it
  ///   is no fault.
  public init(today: CalendarDate, isKnown: @escaping @Sendable (String) -> Bool) {
    self.isKnown = isKnown
    self.today = today
  }

  /// - Parameter knownRuleIDs: every rule there is.
  public init(knownRuleIDs: Set<String>, today: CalendarDate) {
    self.init(today: today, isKnown: knownRuleIDs.contains)
  }

  /// The suppressions and faults behind `markers`, in their order.
  ///
  /// - Parameter markers: byte offsets in `text`, ascending, where `Suppression.marker`, or one of
  ///   `ForeignMarker` that is to be obeyed, stands in any case. One in other than lower case, or
  ///   in no comment, gives nothing. Other scanners' comments come behind Shrike's own.
  public func read(
    in text: Span<UInt8>, markers: [Int]
  ) -> [Result<Suppression, SuppressionFault>] {
    var found: [(comment: SuppressionComment, line: Int)] = []
    var foreign: [Result<Suppression, SuppressionFault>] = []
    var line = 1
    var counted = 0
    for marker in markers.prefix(SuppressionReader.limit) {
      while counted < min(marker, text.count) {
        if text[counted] == UInt8(ascii: "\n") { line += 1 }
        counted += 1
      }
      if let suppression = ForeignMarker.suppression(in: text, at: marker, line: line) {
        foreign.append(.success(suppression))
      }
      guard let comment = SuppressionComment(in: text, marker: marker) else { continue }
      found.append((comment, line))
    }
    guard markers.count > SuppressionReader.limit else { return results(of: found) + foreign }
    let message = """
      only the first \(SuppressionReader.limit) suppressions of a file are obeyed; leave the file \
      out under 'paths' instead
      """
    return results(of: found) + foreign + [.failure(SuppressionFault(line: line, message: message))]
  }

  /// The bytes of the directive whose marker stands at `marker`, without blanks at its end; nil
  /// where it is in no comment.
  public func directive(in text: Span<UInt8>, marker: Int) -> Range<Int>? {
    guard let comment = SuppressionComment(in: text, marker: marker) else { return nil }
    let blanks = comment.directive.reversed().prefix(while: isSpace).count
    let length = Suppression.marker.utf8.count + comment.directive.count - blanks
    return marker..<(marker + length)
  }

  private func results(
    of found: [(comment: SuppressionComment, line: Int)]
  ) -> [Result<Suppression, SuppressionFault>] {
    var lastLines: [Int: Int] = [:]
    for (comment, line) in found where comment.isAlone {
      lastLines[line - comment.linesBefore] = line + comment.linesAfter
    }
    return found.map { comment, line in
      var last = line + comment.linesAfter
      if comment.isAlone {
        last += 1
        // Suppressions above one another all speak of the line below the last of them.
        while let end = lastLines[last] { last = end + 1 }
      }
      return Result { () throws(SuppressionFault) in
        try parse(
          comment.directive, line: line, covers: line - comment.linesBefore...last)
      }
    }
  }

  /// Reads `RULE[,RULE…] [until=YYYY-MM-DD] -- reason`.
  ///
  /// A single hyphen does for the two: XML forbids `--` inside a comment (XML 1.0, section 2.5).
  private func parse(
    _ directive: [UInt8], line: Int, covers: ClosedRange<Int>
  ) throws(SuppressionFault) -> Suppression {
    func fault(_ message: String) -> SuppressionFault {
      SuppressionFault(line: line, message: "this suppression is not obeyed: " + message)
    }
    let words = directive.split { isSpace($0) }
    guard directive.first.map(isSpace) ?? true else {
      throw fault("write 'shrike:ignore RULE -- reason'")
    }
    let head = words.prefix { !isDashes($0) }
    var rest = words.dropFirst(head.count + 1)
    // A template comment may end in `-#}`, which trims white space.
    if let last = rest.last, isDashes(last) { rest = rest.dropLast() }
    let reason = rest.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")

    var until: CalendarDate?
    var names: [UInt8] = []
    for word in head {
      guard word.starts(with: "until=".utf8) else {
        names += (names.isEmpty ? [] : [UInt8(ascii: " ")]) + word
        continue
      }
      guard until == nil, let date = CalendarDate(bytes: Array(word.dropFirst(6))) else {
        throw fault("its end must be one day written as until=YYYY-MM-DD")
      }
      until = date
    }
    let ruleIDs = try rules(named: names, fault: fault)
    if let until, until < today { throw fault("it ended on \(until.text); renew or remove it") }
    guard reason.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw fault("give the reason behind ' -- '")
    }
    return Suppression(
      ruleIDs: ruleIDs, until: until, reason: reason, line: line, covers: covers)
  }

  private func rules(
    named names: [UInt8], fault: (String) -> SuppressionFault
  ) throws(SuppressionFault) -> [String] {
    guard !names.isEmpty else { throw fault("name the rule behind 'shrike:ignore'") }
    var ruleIDs: [String] = []
    let parts = names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let words = part.split { isSpace($0) }
      guard words.count == 1, let word = words.first else {
        throw fault("separate the rules with single commas, and the reason with ' -- '")
      }
      let id = String(decoding: word, as: UTF8.self)
      if id == "*" { throw fault("name each rule; '*' is not accepted") }
      guard isKnown(id) else {
        let which = parts.count == 1 ? "its rule" : "rule \(index + 1) of its list"
        throw fault("\(which) is not known; 'shrike rules list' names them all")
      }
      if !ruleIDs.contains(id) { ruleIDs.append(id) }
    }
    return ruleIDs
  }

  private func isDashes(_ word: ArraySlice<UInt8>) -> Bool {
    word.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
