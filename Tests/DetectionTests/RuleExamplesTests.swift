import BuiltinRules
import Detection
import Findings
import Rules
import Testing

/// Runs every example of every rule against all rules, each in several surroundings.
@Suite struct RuleExamplesTests {
  static let rules = DetectionRules(BuiltinRules.secrets())
  static let entries = Array(zip(rules.ruleSet.rules, rules.ruleSet.allTexts()))

  /// What an example is put into; each keeps the example's own lines whole.
  struct Surrounding: Sendable, CustomStringConvertible {
    let description: String
    let before: String
    let after: String
    var usesCRLF = false
  }

  static let surroundings = [
    Surrounding(description: "alone, without a final newline", before: "", after: ""),
    Surrounding(description: "behind a multibyte line", before: "é😀 — ß\n", after: "\n"),
    Surrounding(description: "with CRLF", before: "\n", after: "\n\n", usesCRLF: true),
    Surrounding(description: "far from both ends", before: filler, after: "\n" + filler),
  ]

  static let filler = String(repeating: "nothing to see on this line\n", count: 40)

  /// The ids and byte ranges of what all rules find in `example`.
  static func found(
    in example: RuleExample, _ surrounding: Surrounding
  ) -> (matches: [Match], text: [UInt8], expected: [Range<Int>]) {
    let plain = example.unmarked
    var text = Array(surrounding.before.utf8)
    var expected: [Range<Int>] = []
    var mapping: [Int] = []
    for byte in plain.text {
      if surrounding.usesCRLF, byte == 0x0A { text.append(0x0D) }
      mapping.append(text.count)
      text.append(byte)
    }
    mapping.append(text.count)
    text += Array(surrounding.after.utf8)
    expected = plain.secrets.map { mapping[$0.lowerBound]..<mapping[$0.upperBound] }
    var scanner = BlobScanner(
      rules, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(year: 2026, month: 1, day: 1)!))
    let result = scanner.scan(text.span, path: RepositoryPath(example.path))
    return (result.matches, text, expected)
  }

  @Test(arguments: entries.indices)
  func matchingExamplesAreFoundExactly(index: Int) {
    let (rule, texts) = Self.entries[index]
    for (number, example) in texts.matching.enumerated() {
      for surrounding in Self.surroundings {
        let (matches, text, expected) = Self.found(in: example, surrounding)
        let where_ = "\(rule.id) match \(number + 1) \(surrounding)"
        let found = matches.map { Self.rules.ruleSet.rules[$0.rule].id }
        #expect(
          found == Array(repeating: rule.id, count: expected.count),
          "\(where_): found \(found), expected \(expected.count)")
        let lines = LineColumns(text)
        for (match, range) in zip(matches, expected) {
          #expect(match.region == lines.region(range), "\(where_): wrong region")
        }
      }
    }
  }

  @Test(arguments: entries.indices)
  func passingExamplesAreQuietForEveryRule(index: Int) {
    let (rule, texts) = Self.entries[index]
    for (number, example) in texts.passing.enumerated() {
      for surrounding in Self.surroundings {
        let found = Self.found(in: example, surrounding).matches
          .map { Self.rules.ruleSet.rules[$0.rule].id }
        #expect(found == [], "\(rule.id) pass \(number + 1) \(surrounding): found \(found)")
      }
    }
  }
}

/// Regions computed the slow and obvious way, to check the fast one by.
struct LineColumns {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  func region(_ range: Range<Int>) -> Region {
    let (startLine, startColumn) = position(range.lowerBound)
    let last = position(range.upperBound - 1).line
    let (endLine, endColumn) = position(range.upperBound)
    return Region(
      startLine: startLine, startColumn: startColumn, endLine: last,
      endColumn: endLine == last ? endColumn : 1)
  }

  private func position(_ offset: Int) -> (line: Int, column: Int) {
    let lines = text[..<offset].split(separator: 0x0A, omittingEmptySubsequences: false)
    let column = String(decoding: lines.last ?? [], as: UTF8.self).utf16.count
    return (lines.count, column + 1)
  }
}
