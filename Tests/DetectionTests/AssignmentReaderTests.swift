import Testing

@testable import Detection

@Suite struct AssignmentReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    var value: String?
    var keyword = "password"

    var testDescription: String { "\(path): \(text)" }
  }

  static let cases = [
    Case(path: ".env", text: "DB_PASSWORD=a b#c # note", value: "a b#c"),
    Case(path: "a.properties", text: "db.password = pa ss\r\nnext=1", value: "pa ss"),
    Case(path: "a.yaml", text: "password: pa:ss # note", value: "pa:ss"),
    Case(path: "a.yaml", text: "{password: one, user: two}", value: "one"),
    Case(path: "a.yaml", text: "password: 'a, b'", value: "a, b"),
    Case(path: "a.sh", text: "export PASSWORD=word; echo", value: "word"),
    Case(path: "a.sh", text: "tool --password word --next", value: "word"),
    Case(path: "Dockerfile", text: "ENV DB_PASSWORD word", value: "word"),
    Case(path: "a.py", text: "password = 'one' # two", value: "one"),
    Case(path: "a.py", text: "password = get('one')"),
    Case(path: "a.py", text: "password = \"one\" + name"),
    Case(path: "a.py", text: "password = 'one %s' % name"),
    Case(path: "a.py", text: "d['password'] = 'one'", value: "one"),
    Case(path: "a.py", text: "password: str = 'one'", value: "one"),
    Case(path: "a.go", text: "password := \"one\"", value: "one"),
    Case(path: "a.rs", text: "let password: &str = \"one\";", value: "one"),
    Case(path: "a.java", text: "config.setPassword(\"one\");", value: "one"),
    Case(path: "a.java", text: "map.put(\"password\", \"one\");", value: "one"),
    Case(path: "a.js", text: "const password = env.P || \"one\""),
    Case(path: "a.js", text: "password || \"one\"", value: "one"),
    Case(path: "a.rb", text: ":password => 'one'", value: "one"),
    Case(path: "a.cs", text: "var password = @\"one\";", value: "one"),
    Case(path: "a.json", text: "{\"password\": \"one\"}", value: "one"),
    Case(path: "a.json", text: "\"{\\\"password\\\": \\\"one\\\"}\"", value: "one"),
    Case(path: "a.xml", text: "<password>one</password>", value: "one"),
    Case(path: "a.xml", text: "<add key=\"password\" value=\"one\"/>", value: "one"),
    Case(path: "a.yaml", text: "- name: password\n  value: one", value: "one"),
    Case(path: "a.tf", text: "password = \"one\"", value: "one"),
    Case(path: "a.tf", text: "password = var.one"),
    Case(path: "a.php", text: "$password == \"one\"", value: "one"),
    Case(path: "notes", text: "the password is long"),
    Case(path: "a.py", text: "password"),
    Case(path: "a.cc", text: "password::type x"),
  ]

  @Test(arguments: cases)
  func readsTheValue(_ example: Case) throws {
    let text = Array(example.text.utf8)
    let lowered = String(decoding: text.map(\.lowered), as: UTF8.self)
    let keyword = try #require(lowered.utf8.firstRange(of: example.keyword.utf8))
    let start = lowered.utf8.distance(from: lowered.startIndex, to: keyword.lowerBound)
    var reader = AssignmentReader(text, style: ValueStyle(path: Array(example.path.utf8)))
    let found = reader.assignment(around: start..<(start + example.keyword.utf8.count))
    let value = found.map { String(decoding: text[$0.value], as: UTF8.self) }
    #expect(value == example.value)
  }

  @Test func tellsComparisonsAndArguments() {
    func read(_ text: String) -> Assignment? {
      var reader = AssignmentReader(Array(text.utf8), style: .quotedOnly)
      return reader.assignment(around: 0..<8)
    }
    #expect(read("password == \"one\"")?.isComparison == true)
    #expect(read("password != \"one\"")?.isComparison == true)
    #expect(read("password = \"one\"")?.isComparison == false)
  }
}
