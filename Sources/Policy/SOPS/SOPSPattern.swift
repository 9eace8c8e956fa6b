import PCRE
import Synchronization

/// A regular expression of a SOPS file or configuration, matched anywhere in a text as Go does.
///
/// SOPS compiles with Go's `regexp` (RE2 syntax) and drops the error, so that a pattern which does
/// not compile matches nothing (sops.go, `shouldBeEncrypted`). Immutable, shared between threads.
public final class SOPSPattern: Sendable {
  public let text: String
  private let pattern: Pattern?
  private let scratch = Mutex<MatchScratch?>(nil)

  public init(_ text: String) {
    self.text = text
    pattern = SOPSPattern.isForeign(text) ? nil : try? Pattern(text)
  }

  /// Whether Go's `regexp` would take it, as far as is known here.
  public var isValid: Bool { pattern != nil }

  /// Whether it matches somewhere in `text`; false where PCRE2's limits end the match.
  public func matches(_ text: String) -> Bool {
    guard let pattern else { return false }
    let bytes = Array(text.utf8)
    return scratch.withLock { scratch in
      var matcher = scratch.take() ?? MatchScratch()
      let found = try? matcher.match(
        pattern, in: bytes.span, from: 0, to: bytes.count, anchored: false)
      scratch = consume matcher
      return found ?? false
    }
  }

  /// Whether the pattern uses what PCRE has and RE2 refuses: look-around, atomic groups, possessive
  /// quantifiers, back references (Go, `regexp/syntax`).
  private static func isForeign(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var isClass = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = bytes.byte(index + 1)
      if byte == ascii("\\") {
        if next >= ascii("1"), next <= ascii("9"), !isClass { return true }
        index += 2
        continue
      }
      if isClass {
        isClass = byte != ascii("]")
      } else if byte == ascii("[") {
        isClass = true
        // A bracket that comes first in a class is one of its members.
        if next == ascii("^") { index += 1 }
        if bytes.byte(index + 1) == ascii("]") { index += 1 }
      } else if byte == ascii("("), next == ascii("?"), isForeignGroup(bytes, at: index + 2) {
        return true
      } else if "*+?}".utf8.contains(byte), next == ascii("+") {
        return true
      }
      index += 1
    }
    return false
  }

  private static func isForeignGroup(_ bytes: [UInt8], at index: Int) -> Bool {
    switch bytes.byte(index) {
    case ascii("="), ascii("!"), ascii(">"), ascii("|"), ascii("#"), ascii("("): true
    case ascii("<"): bytes.byte(index + 1) == ascii("=") || bytes.byte(index + 1) == ascii("!")
    case ascii("P"): bytes.byte(index + 1) != ascii("<")
    default: false
    }
  }
}
