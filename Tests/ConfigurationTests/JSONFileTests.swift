import Rules
import Testing

@testable import Configuration

@Suite struct JSONFileTests {
  @Test func readsValuesWithTheirLines() throws {
    let text =
      "{\n  \"a\": [\n    {\"b\": \"x\\n\\u00e9\\ud83d\\ude00\\/\"},\n    1.5e3\n  ],\n"
      + "  \"c\": null, \"d\": true\n}\n"
    guard case .map(let entries, 1) = try JSONFile.node(of: text, file: "f"),
      case .list(let items, 2) = entries[0].value, case .map(let inner, 3) = items[0]
    else {
      Issue.record("the form is another")
      return
    }
    #expect(entries.map(\.key) == ["a", "c", "d"])
    #expect(entries.map(\.line) == [2, 6, 6])
    guard case .scalar("x\né😀/", 3) = inner[0].value, case .scalar("1.5e3", 4) = items[1],
      case .scalar("", 6) = entries[1].value, case .scalar("true", 6) = entries[2].value
    else {
      Issue.record("a value is another")
      return
    }
  }

  @Test(arguments: [
    ("", 1), ("{", 1), ("{\"a\" 1}", 1), ("{\n\"a\": 1\n\"b\": 2}", 3), ("[1,\n]", 2), ("[1] 2", 1),
    ("{a: 1}", 1), ("\"a\nb\"", 2), ("\"\\x\"", 1), ("\"\\ud83dx\"", nil), ("'a'", 1), ("[1", 1),
  ])
  func refusesWhatIsNone(_ text: String, _ line: Int?) {
    guard let line else {
      // Half a surrogate pair alone is replaced, as every reader of UTF-8 does.
      #expect(throws: Never.self) { try JSONFile.node(of: text, file: "f") }
      return
    }
    let error = #expect(throws: FieldError.self) { try JSONFile.node(of: text, file: "f") }
    #expect(error?.line == line, "\(text): \(String(describing: error))")
  }

  @Test func boundsDepth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: FieldError.self) { try JSONFile.node(of: deep, file: "f") }
  }
}
