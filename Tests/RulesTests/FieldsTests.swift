import Rules
import Testing

@Suite struct FieldsTests {
  private func fields(_ entries: [(String, FieldNode)]) throws -> Fields {
    let written = entries.enumerated().map { index, entry in
      FieldNode.Entry(key: entry.0, line: index + 1, value: entry.1)
    }
    return try Fields(.map(written, line: 1), file: "f.yaml")
  }

  private func scalar(_ text: String, line: Int = 7) -> FieldNode { .scalar(text, line: line) }

  private func fault(_ body: () throws -> Void) -> FieldError? {
    do {
      try body()
      return nil
    } catch {
      return error as? FieldError
    }
  }

  @Test func readsEachKind() throws {
    var fields = try fields([
      ("text", scalar("a")), ("one", scalar("x")),
      ("many", .list([scalar("x", line: 3), scalar("y", line: 4)], line: 2)),
      ("count", scalar("12")), ("share", scalar("2.5")), ("on", scalar("true")),
      ("off", scalar("false")), ("pick", scalar("b")),
      ("inner", .map([.init(key: "k", line: 9, value: scalar("v"))], line: 9)),
    ])
    #expect(try fields.text("text") == "a")
    #expect(try fields.texts("one") == ["x"])
    #expect(try fields.placedTexts("many").map(\.line) == [3, 4])
    #expect(try fields.integer("count", in: 0...12) == 12)
    #expect(try fields.number("share") == 2.5)
    #expect(try fields.flag("on") == true)
    #expect(try fields.flag("off") == false)
    #expect(try fields.choice("pick", of: [("a", 1), ("b", 2)]) == 2)
    var inner = try #require(try fields.fields("inner"))
    #expect(try inner.requiredText("k") == "v")
    try inner.finish()
    try fields.finish()
  }

  @Test func whatIsAbsentOrEmptyIsNothing() throws {
    var fields = try fields([
      ("texts", scalar("")), ("list", scalar("")), ("map", scalar("")),
    ])
    #expect(try fields.texts("texts").isEmpty)
    #expect(try fields.list("list").isEmpty)
    #expect(try fields.fields("map")?.line == 7)
    #expect(try fields.text("none") == nil)
    #expect(try fields.texts("none").isEmpty)
    #expect(try fields.list("none").isEmpty)
    #expect(try fields.flag("none") == nil)
    #expect(try fields.integer("none", in: 0...1) == nil)
    try fields.finish()
  }

  @Test func namesTheLineAndTheNearestKey() throws {
    var fields = try fields([("severty", scalar("high"))])
    _ = try fields.text("severity")
    _ = try fields.text("title")
    let fault = try #require(fault { try fields.finish() })
    #expect(fault.description == "f.yaml:1: unknown key 'severty'; did you mean 'severity'?")
  }

  @Test func offersNoKeyThatIsFarAway() throws {
    var fields = try fields([("colour", scalar("red"))])
    _ = try fields.text("severity")
    let fault = try #require(fault { try fields.finish() })
    #expect(fault.message == "unknown key 'colour'")
  }

  @Test func refusesAKeyTwice() {
    let fault = fault { _ = try fields([("id", scalar("a")), ("id", scalar("b"))]) }
    #expect(fault?.line == 2)
    #expect(fault?.message.contains("twice") == true)
  }

  @Test func refusesWhatIsNoMapping() {
    for node in [scalar("x"), .list([], line: 7)] {
      let fault = fault { _ = try Fields(node, file: "f.yaml") }
      #expect(fault?.line == 7)
    }
  }

  @Test(arguments: ["13", "-1", "1.5", "x", "", "99999999999999999999"])
  func refusesANumberOutOfRange(_ text: String) throws {
    var fields = try fields([("n", scalar(text))])
    let fault = try #require(fault { _ = try fields.integer("n", in: 0...12) })
    #expect(fault.line == 7)
    #expect(fault.message.contains("from 0 to 12"))
  }

  @Test(arguments: ["-0.5", "x", "nan", "inf", "1e999"])
  func refusesWhatIsNoNumber(_ text: String) throws {
    var fields = try fields([("n", scalar(text))])
    #expect(fault { _ = try fields.number("n") }?.line == 7)
  }

  @Test func refusesOtherShapes() throws {
    let list = FieldNode.list([scalar("a")], line: 5)
    let map = FieldNode.map([], line: 5)
    var fields = try fields([
      ("text", list), ("flag", scalar("yes")), ("list", scalar("a")), ("texts", map),
      ("items", .list([map], line: 4)), ("choice", scalar("c")), ("map", list),
    ])
    #expect(fault { _ = try fields.text("text") }?.line == 5)
    #expect(fault { _ = try fields.flag("flag") }?.message.contains("true or false") == true)
    #expect(fault { _ = try fields.list("list") }?.message.contains("list") == true)
    #expect(fault { _ = try fields.texts("texts") }?.line == 5)
    #expect(fault { _ = try fields.texts("items") }?.line == 5)
    let choice = fault { _ = try fields.choice("choice", of: [("a", 1), ("b", 2)]) }
    #expect(choice?.message == "'choice' must be one of: a, b")
    #expect(fault { _ = try fields.fields("map") }?.line == 5)
  }

  @Test func requiredTextMustBeThere() throws {
    var fields = try fields([("empty", scalar(""))])
    #expect(fault { _ = try fields.requiredText("empty") }?.message.contains("'empty'") == true)
    #expect(fault { _ = try fields.requiredText("gone") }?.message.contains("'gone'") == true)
  }

  @Test(arguments: [
    ("github-pat", "github-pta"), ("aws", "awss"), ("github-pat", "github-path"),
  ])
  func findsTheNearestName(_ right: String, _ wrong: String) {
    #expect(nearestName(to: wrong, among: ["slack-token", right, "npm-token"]) == right)
  }

  @Test func findsNoNameThatIsFar() {
    #expect(nearestName(to: "zzzzzz", among: ["slack-token"]) == nil)
    #expect(nearestName(to: "a", among: []) == nil)
  }
}
