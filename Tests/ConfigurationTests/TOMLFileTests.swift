import Rules
import Testing

@testable import Configuration

@Suite struct TOMLFileTests {
  /// The node in one line: `{key@line: value}`, texts in `<>`.
  private func read(_ text: String) throws(FieldError) -> String {
    shown(try TOMLFile.node(of: text, file: "f.toml"))
  }

  private func shown(_ node: FieldNode) -> String {
    switch node {
    case .scalar(let text, _): "<\(text)>"
    case .list(let items, _): "[" + items.map(shown).joined(separator: " ") + "]"
    case .map(let entries, _):
      "{" + entries.map { "\($0.key)@\($0.line)\(shown($0.value))" }.joined(separator: " ") + "}"
    }
  }

  @Test func readsTables() throws {
    #expect(try read("# nothing\n\n") == "{}")
    #expect(
      try read("a = 1\nb.c = true # d\n\"e f\" = -1.5") == "{a@1<1> b@2{c@2<true>} e f@3<-1.5>}")
    #expect(try read("[a]\nx = 1\n[a.b]\ny = 2\r\n") == "{a@1{x@2<1> b@3{y@4<2>}}}")
    #expect(
      try read("[[r]]\nx = 1\n  [[r.l]]\n  y = 2\n[[r]]\nx = 3\n[r.t]\nz = 4\n")
        == "{r@1[{x@2<1> l@3[{y@4<2>}]} {x@6<3> t@7{z@8<4>}}]}")
    #expect(try read("a = {b = 1, c = {d = 'e'}}") == "{a@1{b@1<1> c@1{d@1<e>}}}")
    #expect(try read("n = 1_000\n") == "{n@1<1000>}")
  }

  @Test func readsTheFourKindsOfStrings() throws {
    #expect(try read(#"a = "x\t\"\\\u00e9\U0001F600""#) == "{a@1<x\t\"\\é😀>}")
    #expect(try read(#"a = '\d+"'"#) == #"{a@1<\d+">}"#)
    #expect(try read("a = '''\n(?i)\\d'x\n#y'''\nb = 1") == "{a@1<(?i)\\d'x\n#y> b@4<1>}")
    #expect(try read("a = ''''x''''") == "{a@1<'x'>}")
    #expect(try read("a = \"\"\"x \\\n   y\\n\"\"\"") == "{a@1<x y\n>}")
  }

  @Test func readsListsOverLines() throws {
    #expect(try read("a = [ # c\n  'x', # d\n  [\"y\"],\n]\nb = 2") == "{a@1[<x> [<y>]] b@5<2>}")
    #expect(try read("a = []") == "{a@1[]}")
  }

  @Test(arguments: [
    ("a = 1\na = 2\n", 2, "twice"), ("[a]\n[a]\n", 2, "twice"), ("a = 1\n\n[a.b]\n", 3, "no table"),
    ("a = 1\n[[a]]\n", 2, "list of tables"), ("[[a]]\n[a]\n", 2, "no table"),
    ("\na = 'x\n'", 2, "does not end"), ("a = \"\\d\"", 1, "unknown escape"),
    ("x = 1\na = '''\n\n", 2, "starts here"), ("a = word", 1, "quotes"),
    ("a = 2026-01-01", 1, "quotes"), ("a =", 1, "quotes"), ("= 1", 1, "key is missing"),
    ("a 1", 1, "'=' is missing"), ("a = 1 b = 2", 1, "behind the value"), ("[a\n", 1, "']'"),
    ("a = [1 2]", 1, "comma"), ("a = ['x',\n", 2, "quotes"), ("a = {b = 1", 1, "','"),
    ("a = \"\\u00g0\"", 1, "hexadecimal"), ("a = \"\\ud800\"", 1, "no character"),
  ])
  func refusesWhatItDoesNotKnow(_ text: String, _ line: Int, _ message: String) {
    let error = #expect(throws: FieldError.self) { try TOMLFile.node(of: text, file: "f.toml") }
    #expect(error?.line == line && error?.file == "f.toml", "\(text): \(String(describing: error))")
    #expect(error?.message.contains(message) == true, "\(text): \(String(describing: error))")
  }

  @Test func boundsDepthAndSize() {
    let deep = "a = " + String(repeating: "[", count: 100_000)
    #expect(throws: FieldError.self) { try TOMLFile.node(of: deep, file: "f") }
    let dots = "[" + String(repeating: "a.", count: 100_000) + "a]"
    #expect(throws: FieldError.self) { try TOMLFile.node(of: dots, file: "f") }
    #expect(throws: FieldError.self) {
      try TOMLFile.node(of: "#" + String(repeating: "x", count: 1 << 20), file: "f")
    }
  }
}
