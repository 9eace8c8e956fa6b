import Testing

@testable import Policy

/// A file from text.
func yaml(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLFile {
  YAMLFile(Array(text.utf8), limits: limits)
}

/// The text of a range.
func source(_ range: Range<Int>, of file: YAMLFile) -> String {
  String(decoding: file.bytes[range], as: UTF8.self)
}

@Suite struct YAMLFileTests {
  @Test(arguments: ["\n", "\r\n"])
  func knowsWhereEverythingStands(_ lineBreak: String) throws {
    let text = [
      "# ü", "spec: # é", "  list:", "    - one", "    - {a: \"b c\", d: 'it''s'}",
      "  text: |-", "    first", "      second", "", "  # behind", "last: two words", "",
    ].joined(separator: lineBreak)
    let file = yaml(text)
    let root = try #require(file.roots.first)
    var found: [String] = []
    root.walk { visit in
      found.append("\(visit.path)@\(visit.value.line)=\(source(visit.value.range, of: file))")
    }
    let b = lineBreak
    let list = "- one\(b)    - {a: \"b c\", d: 'it''s'}"
    let block = "|-\(b)    first\(b)      second"
    #expect(
      found == [
        "@2=" + String(text.dropFirst(("# ü" + b).count).dropLast(b.count)),
        "spec@3=list:\(b)    \(list)\(b)  text: \(block)", "spec.list@4=\(list)",
        "spec.list[0]@4=one", "spec.list[1]@5={a: \"b c\", d: 'it''s'}",
        "spec.list[1].a@5=\"b c\"", "spec.list[1].d@5='it''s'", "spec.text@6=\(block)",
        "last@11=two words",
      ])
    #expect(root["spec"]?["text"]?.text == "first\n  second")
    #expect(
      file.comments.map { "\($0.line) \($0.isAlone) " + source($0.range, of: file) } == [
        "1 true # ü", "2 false # é", "10 true # behind",
      ])
  }

  @Test func keepsDuplicateKeys() throws {
    let root = try #require(yaml("a: 1\nb: {c: 2}\na: 3\nb: {c: 4}\n").roots.first)
    #expect(root["a"]?.text == "3")
    #expect(root.allEntries("a").map(\.value.text) == ["1", "3"])
    #expect(root.nodes(at: "b.c").map(\.text) == ["2", "4"])
    #expect(root.node(at: "b.c")?.text == "4")
  }

  @Test func resolvesAliasesAndMergeKeys() throws {
    let file = yaml("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\nmany:\n  <<: [*b, {z: 4}]\n")
    let root = try #require(file.roots.first)
    #expect(root["own"]?["x"]?.text == "1")
    #expect(root["own"]?["y"]?.text == "3")
    #expect(root["many"]?["z"]?.text == "4")
    let merged = try #require(root["own"]?.entries.first?.value)
    #expect(merged.line == 1)
    #expect(merged.aliasRange.map { source($0, of: file) } == "*b")
    #expect(source(merged.range, of: file) == "{x: 1, y: 2}")
    var once = 0
    root.walkScalars { _ in once += 1 }
    #expect(once == 4)
    var all = 0
    root.walkScalars(throughAliases: true) { _ in all += 1 }
    #expect(all == 8)
  }

  @Test(arguments: [
    ("", YAMLKind.null), ("~", .null), ("null", .null), ("true", .bool), ("yes", .bool),
    ("Off", .bool), ("12", .int), ("-0x1F", .int), ("0o17", .int), ("1_000", .int), ("1.5", .float),
    ("1e9", .float), (".5", .float), ("-.inf", .float), (".NaN", .float), ("1.2.3", .string),
    ("0x", .string), ("e5", .string), ("2024-01-01", .string), ("-", .string), ("truely", .string),
    ("'12'", .string), ("\"true\"", .string), ("!!str 12", .string), ("!!int '12'", .int),
    ("[]", .sequence), ("{}", .mapping), ("|\n  12", .string),
  ])
  func resolvesPlainWords(_ text: String, _ kind: YAMLKind) throws {
    // A lone dash is an item's, unless it is inside a flow collection.
    let file = text == "-" ? yaml("{k: -x}") : yaml("k: \(text)\n")
    #expect(file.roots.first?["k"]?.kind == kind)
  }

  @Test func theRangeOfAValueLeavesOutItsAnchorAndTag() throws {
    let file = yaml("a: &x !!str v # c\nb: &y\n  c: 1\nd: !!str\n")
    let root = try #require(file.roots.first)
    #expect(root["a"].map { source($0.range, of: file) } == "v")
    #expect(root["a"]?.anchor == "x")
    #expect(root["b"].map { source($0.range, of: file) } == "c: 1")
    #expect(root["b"]?.line == 3)
    #expect(root["d"]?.range.isEmpty == true)
  }

  @Test func aBrokenDocumentCostsNoOther() {
    let file = yaml("a: 1\n---\nb: [\n---\nc: 3\n--- # four\nd: 'x\n---\ne: |\n  ---\n  f\n")
    #expect(file.roots.compactMap { $0.entries.first?.key.text } == ["a", "c", "e"])
    #expect(file.faults.map(\.line) == [4, 8])
    #expect(file.documents.map(\.isBroken) == [false, true, false, true, false])
    #expect(file.documents.map(\.line) == [1, 2, 4, 6, 8])
    #expect(file.roots.last?["e"]?.text == "---\nf\n")
  }

  @Test func documentsEndAtMarkersAndKeepTheirDirectives() {
    let file = yaml("# head\n%YAML 1.1\n---\na: 1\n...\n# between\n---\n---\nb: 2\n")
    #expect(file.documents.count == 3)
    #expect(file.roots.map { $0["a"]?.text ?? $0["b"]?.text } == ["1", nil, "2"])
    #expect(file.comments.map(\.line) == [1, 6])
  }

  @Test func namesTheTabThatBreaksALine() {
    let file = yaml("a:\n  b: 1\n\tc: 2\n")
    #expect(file.faults.map(\.line) == [3])
    #expect(file.faults.first?.message.contains("tab") == true)
  }

  @Test func readsJSON() throws {
    let text = "{\n\t\"a\": [1,\t2],\n\t\"b\":\"x\\ud83d\\ude00\\u00e9\\/\\ty\tz\",\"c\":null\n}\n"
    let file = yaml(text)
    let root = try #require(file.roots.first)
    #expect(file.faults.isEmpty)
    #expect(root["a"]?.items.map(\.kind) == [.int, .int])
    #expect(root["b"]?.text?.hasSuffix("é/\ty\tz") == true)
    #expect(root["b"].map { source($0.range, of: file) }?.hasSuffix("y\tz\"") == true)
    #expect(root["c"]?.kind == .null)
  }

  @Test func findsNoCommentInsideScalars() {
    let file = yaml("a: 'x # y'\nb: p#q # real\nc: |  # head\n  # text\nd: \"\n  # z\"\n#end")
    #expect(file.comments.map { source($0.range, of: file) } == ["# real", "# head", "#end"])
  }

  @Test func keepsTheCommentLinesOfABrokenDocument() {
    let file = yaml("# one\na: [\n  # two\nb: }\n")
    #expect(file.faults.count == 1)
    #expect(file.comments.map(\.line) == [1, 3])
  }
}
