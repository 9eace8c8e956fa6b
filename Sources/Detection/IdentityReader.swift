import Findings

/// Finds the user names that stand beside the passwords of a text, which are asked for in its order:
/// no part of it is read twice.
struct IdentityReader {
  /// Lines before and behind a password that its user name may stand on.
  private static let lines = 3
  /// Bytes that those lines may have.
  private static let reach = 400
  private static let longestName = 100

  private let style: ValueStyle
  /// The values of the user names found so far, in bytes of the text.
  private var values: [Range<Int>] = []
  /// Where the reading goes on.
  private var position = 0

  init(path: [UInt8]) { style = ValueStyle(path: path) }

  /// Where the nearest user name's value stands, in bytes of `text`; nil where there is none.
  ///
  /// - Parameter password: where the password stands, behind those asked for before.
  mutating func range(beside password: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    let lower = max(0, password.lowerBound - IdentityReader.reach)
    let window = lower..<min(text.count, password.upperBound + IdentityReader.reach)
    read(text, in: window)
    let behind = values.partitioningIndex { $0.upperBound > password.lowerBound }
    let next = values[behind...].first { !$0.overlaps(password) }
    let near = [behind > 0 ? values[behind - 1] : nil, next].compactMap { value in
      value.flatMap { window.contains($0.lowerBound) ? $0 : nil }
    }
    return near.map {
      (range: $0, lines: IdentityReader.lineBreaks(between: $0, password, in: text))
    }
    .filter { $0.lines <= IdentityReader.lines }
    .min { $0.lines < $1.lines }?.range
  }

  /// Reads the names of `window` that were not read yet.
  private mutating func read(_ text: Span<UInt8>, in window: Range<Int>) {
    position = max(position, window.lowerBound)
    while position < window.upperBound {
      let start = position
      while position < text.count, AssignmentReader.isKeyByte(text[position]) { position += 1 }
      if position > start, let value = value(of: start..<position, in: text),
        value.lowerBound >= values.last?.upperBound ?? 0
      {
        values.append(value)
      }
      position += 1
    }
  }

  /// The value that is assigned to `name`, if that is a user's.
  private func value(of name: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    guard name.count <= AssignmentReader.longestName else { return nil }
    var offset = 0
    var last: NameWord?
    let word = text.extracting(name)
    while let next = NameWord.next(in: word, from: &offset) { last = next }
    guard let last, IdentityReader.words.contains(last) else { return nil }
    let lower = max(0, name.lowerBound - AssignmentReader.reachBefore)
    let upper = min(text.count, name.upperBound + IdentityReader.reach)
    let window = text.copy(lower..<upper)
    var reader = AssignmentReader(window, style: style)
    let first = name.lowerBound - lower
    guard let assignment = reader.assignment(around: first..<(first + 1)),
      !assignment.isComparison, assignment.value.count <= IdentityReader.longestName,
      !Placeholder.isReference(Array(window[assignment.value]))
    else { return nil }
    return (lower + assignment.value.lowerBound)..<(lower + assignment.value.upperBound)
  }

  private static func lineBreaks(
    between one: Range<Int>, _ other: Range<Int>, in text: Span<UInt8>
  ) -> Int {
    let end = min(one.upperBound, other.upperBound)
    var breaks = 0
    for index in end..<max(end, one.lowerBound, other.lowerBound) where text[index] == 0x0A {
      breaks += 1
    }
    return breaks
  }

  private static let words = ["user", "username", "userid", "login", "email", "uid"]
    .map { NameWord($0) }
}
