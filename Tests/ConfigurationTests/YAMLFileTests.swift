import Configuration
import Rules
import Testing

@Suite struct YAMLFileTests {
  private func fault(_ text: String) -> FieldError? {
    do {
      _ = try YAMLFile.node(of: text, file: "f.yaml")
      return nil
    } catch {
      return error
    }
  }

  @Test func keepsLines() throws {
    let text = "# note\na: 1\nb:\n  - x\n  - {k: v}\n"
    guard case .map(let entries, line: 2)? = try YAMLFile.node(of: text, file: "f.yaml") else {
      Issue.record("the root is no mapping on line 2")
      return
    }
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries.map(\.line) == [2, 3])
    guard case .list(let items, line: 4) = entries[1].value else {
      Issue.record("'b' is no list on line 4")
      return
    }
    #expect(items.map(\.line) == [4, 5])
  }

  @Test(arguments: ["", "# only a comment\n", "---\n", "~", "null\n"])
  func nothingIsNothing(_ text: String) throws {
    #expect(try YAMLFile.node(of: text, file: "f.yaml")?.isEmpty ?? true)
  }

  @Test func aQuotedNullIsAText() throws {
    guard case .scalar("null", _)? = try YAMLFile.node(of: "'null'", file: "f.yaml") else {
      Issue.record("a quoted text was taken for nothing")
      return
    }
  }

  @Test(arguments: [
    ("a: 1\nb: [\n", 3, "not valid YAML"), ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
    ("a: 1\nb: 2\na: 3\n", 1, "'a' is written twice"), ("a: *none\n", 1, "undefined alias"),
    ("a: 1\n---\nb: 2\n", 2, "not valid YAML"), ("x: 1\n? [a, b]\n: c\n", 2, "single word"),
    ("a: 1\nb: \u{1}\n", 2, "control characters"),
    ("\"s3cr3t value 99\": 1\n\"s3cr3t value 99\": 2\n", 1, "a key is written twice"),
  ])
  func namesTheLineOfAFault(_ text: String, _ line: Int, _ words: String) throws {
    let fault = try #require(self.fault(text))
    #expect(fault.line == line, "\(fault)")
    #expect(fault.message.contains(words), "\(fault)")
  }

  @Test func quotesNoValue() throws {

    for text in ["password: hunter2: x\n", "password: \"hunter2\n", "- hunter2\nhunter2: [\n"] {
      #expect(fault(text)?.description.contains("hunter2") == false)
    }
  }

  @Test func aliasesStandForTheirValue() throws {
    let text = "a: &list [x, y]\nb: *list\n"
    guard case .map(let entries, _)? = try YAMLFile.node(of: text, file: "f.yaml"),
      case .list(let items, _) = entries[1].value
    else {
      Issue.record("the alias is no list")
      return
    }
    #expect(items.count == 2)
  }

  /// As a value each level is ten of the one below; as a key the library compares all of them.
  @Test(.timeLimit(.minutes(5)), arguments: ["", "? *a8\n: 1\n", "? [*a8]\n: 1\n"])
  func refusesAliasesThatGrowWithoutEnd(_ end: String) {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(fault(text + end)?.message.contains("too many anchors") == true)
  }

  @Test(.timeLimit(.minutes(5))) func refusesOneLongListUsedOften() {
    let list = Array(repeating: "x", count: 2_000).joined(separator: ", ")
    let uses = Array(repeating: "*a", count: 1_000).joined(separator: ", ")
    let values = "a: &a [\(list)]\nb: [\(uses)]\n"
    #expect(fault(values)?.message.contains("too many values") == true)
  }

  @Test func oftenUsedAliasesAreFine() {
    let uses = (0..<200).map { "  - *a\($0 % 2)\n" }.joined()
    #expect(fault("x: [&a0 1, &a1 2]\nb:\n\(uses)") == nil)
    let globs = (0..<500).map { "  - '*.\($0)'\n" }.joined()
    #expect(fault("paths:\n\(globs)") == nil)
  }

  @Test func refusesWhatIsTooLargeOrTooDeep() throws {
    let large = "a: " + String(repeating: "x", count: 1 << 20)
    #expect(fault(large)?.message.contains("1 MiB") == true)
    for depth in [100, 900, 50_000] {
      let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(fault(deep) != nil)
    }
    #expect(fault(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)) == nil)
  }
}
