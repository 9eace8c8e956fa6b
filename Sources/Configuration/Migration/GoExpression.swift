import Rules

/// A regular expression in the syntax of Go (RE2), made ready for PCRE2 over bytes.
///
/// RE2's syntax is nearly a part of PCRE2's (github.com/google/re2/wiki/Syntax against
/// pcre2pattern(3)). What differs in bytes is refused, because it would match other text than it did
/// there: `\p{…}`, `\P{…}` and characters outside ASCII in a class. What differs without loss
/// stays: `$` also stands before a line break at the end, `\s` is a vertical tab, too.
struct GoExpression {
  let text: String
  let file: String
  let line: Int
  private let groups: [Group]

  /// The head of a capturing group.
  private struct Group {
    /// Offsets into the text's bytes: `(`, `(?P<name>` or `(?<name>`.
    var head: Range<Int>
    var isNamedSecret: Bool
  }

  /// The groups whose positions the matcher keeps (`MatchScratch.groups` without the whole match).
  private static let groupLimit = 15

  /// - Throws: `FieldError` at a construct that bytes cannot tell.
  init(_ text: String, file: String, line: Int) throws(FieldError) {
    self.text = text
    self.file = file
    self.line = line
    groups = try GoExpression.groups(of: Array(text.utf8), file: file, line: line)
  }

  /// The expression as an allowance's, which needs no group.
  var expression: Allowance.Expression {
    Allowance.Expression(text: text, file: file, line: line)
  }

  /// The PCRE2 pattern whose group `secret` is what gitleaks takes for the secret: the group
  /// `secretGroup`, or without one the first group (README of gitleaks, "secretGroup").
  ///
  /// - Throws: `FieldError` where there is no such group.
  func pattern(secretGroup: Int) throws(FieldError) -> String {
    guard secretGroup <= groups.count, secretGroup <= GoExpression.groupLimit else {
      throw FieldError(
        file: file, line: line,
        message: "'secretGroup' is \(secretGroup), but the regex has \(groups.count) groups, of"
          + " which \(GoExpression.groupLimit) can be told")
    }
    guard !groups.isEmpty else { return text }
    let secret = max(0, secretGroup - 1)
    var bytes = Array(text.utf8)
    for (index, group) in groups.enumerated().reversed() {
      if index == secret {
        bytes.replaceSubrange(group.head, with: "(?<secret>".utf8)
      } else if group.isNamedSecret {
        bytes.replaceSubrange(group.head, with: "(".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func groups(
    of bytes: [UInt8], file: String, line: Int
  ) throws(FieldError) -> [Group] {
    var groups: [Group] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        let end = endOfEscape(in: bytes, at: index)
        if namesUnicodeClass(bytes[index..<min(end, bytes.count)]) {
          throw unicodeClass(file, line)
        }
        index = end
      case UInt8(ascii: "["):
        let end = endOfClass(in: bytes, at: index)
        if namesUnicodeClass(bytes[index..<end]) { throw unicodeClass(file, line) }
        if bytes[index..<end].contains(where: { $0 >= 0x80 }) {
          throw FieldError(
            file: file, line: line,
            message: "a class holds a character outside ASCII, and patterns run over bytes here:"
              + " write (?:é|ü) instead of [éü]")
        }
        index = end
      case UInt8(ascii: "("):
        if let group = group(in: bytes, at: index) { groups.append(group) }
        index += 1
      default: index += 1
      }
    }
    return groups
  }

  /// Whether `\p` or `\P` stands in `bytes`, an escape or a class.
  private static func namesUnicodeClass(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let name = rest.popFirst() else { continue }
      if name == UInt8(ascii: "Q") { return false }
      if name == UInt8(ascii: "p") || name == UInt8(ascii: "P") { return true }
    }
    return false
  }

  private static func unicodeClass(_ file: String, _ line: Int) -> FieldError {
    FieldError(
      file: file, line: line,
      message: "'\\p' tells classes of Unicode, and patterns run over bytes here: write the"
        + " characters, such as [A-Za-z]")
  }

  private static func group(in bytes: [UInt8], at start: Int) -> Group? {
    let rest = bytes[(start + 1)...]
    if rest.starts(with: "*".utf8) { return nil }
    guard rest.starts(with: "?".utf8) else {
      return Group(head: start..<(start + 1), isNamedSecret: false)
    }
    for opening in ["?P<", "?<"] where rest.starts(with: opening.utf8) {
      let name = rest.dropFirst(opening.utf8.count).prefix { $0 != UInt8(ascii: ">") }
      // `(?<=` and `(?<!` look behind.
      guard let first = name.first, first != UInt8(ascii: "="), first != UInt8(ascii: "!") else {
        return nil
      }
      return Group(
        head: start..<min(name.endIndex + 1, bytes.count),
        isNamedSecret: name.elementsEqual("secret".utf8))
    }
    return nil
  }

  /// The offset behind an escape; `\Q` reaches to `\E`.
  private static func endOfEscape(in bytes: [UInt8], at start: Int) -> Int {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "Q") else { return start + 2 }
    var index = start + 2
    while index < bytes.count, !bytes[index...].starts(with: "\\E".utf8) { index += 1 }
    return min(index + 2, bytes.count)
  }

  /// The offset behind the class that opens at `start`.
  private static func endOfClass(in bytes: [UInt8], at start: Int) -> Int {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index...].starts(with: "[:".utf8) {
        index += 2
        while index < bytes.count, !bytes[index...].starts(with: ":]".utf8) { index += 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return min(index + 1, bytes.count)
  }
}
