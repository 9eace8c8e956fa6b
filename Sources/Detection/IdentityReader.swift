/// Finds the user name that stands beside a password.
struct IdentityReader {
  /// Lines before and behind a password that its user name may stand on.
  private static let lines = 3
  /// Bytes that those lines may have.
  private static let reach = 400
  private static let longestName = 100

  private let style: ValueStyle

  init(path: [UInt8]) { style = ValueStyle(path: path) }

  /// Where the nearest user name's value stands, in bytes of `text`; nil where there is none.
  ///
  /// - Parameter password: where the password stands.
  func range(beside password: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    let lower = max(0, password.lowerBound - IdentityReader.reach)
    let upper = min(text.count, password.upperBound + IdentityReader.reach)
    let window = text.copy(lower..<upper)
    let local = (password.lowerBound - lower)..<(password.upperBound - lower)
    var nearest: (range: Range<Int>, distance: Int)?
    var position = 0
    while position < window.count {
      let start = position
      while position < window.count, AssignmentReader.isKeyByte(window[position]) { position += 1 }
      if position > start, let found = value(of: start..<position, in: window) {
        let distance = IdentityReader.lineBreaks(between: found, and: local, in: window)
        if !found.overlaps(local), distance <= IdentityReader.lines,
          distance < nearest?.distance ?? Int.max
        {
          nearest = (found, distance)
        }
      }
      position += 1
    }
    return nearest.map { (lower + $0.range.lowerBound)..<(lower + $0.range.upperBound) }
  }

  /// The value that is assigned to `name`, if that is a user's.
  private func value(of name: Range<Int>, in window: [UInt8]) -> Range<Int>? {
    var offset = 0
    var last: NameWord?
    let text = window.span.extracting(name)
    while let word = NameWord.next(in: text, from: &offset) { last = word }
    guard let last, IdentityReader.words.contains(last) else { return nil }
    var reader = AssignmentReader(window, style: style)
    guard let assignment = reader.assignment(around: name.lowerBound..<(name.lowerBound + 1)),
      !assignment.isComparison, assignment.value.count <= IdentityReader.longestName,
      !Placeholder.isReference(Array(window[assignment.value]))
    else { return nil }
    return assignment.value
  }

  private static func lineBreaks(
    between one: Range<Int>, and other: Range<Int>, in window: [UInt8]
  ) -> Int {
    let (end, start) = (
      min(one.upperBound, other.upperBound), max(one.lowerBound, other.lowerBound)
    )
    return end < start ? window[end..<start].count { $0 == ascii("\n") } : 0
  }

  private static let words = ["user", "username", "userid", "login", "email", "uid"]
    .map { NameWord($0) }
}
