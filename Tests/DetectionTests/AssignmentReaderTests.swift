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
    Case(path: "a.scala", text: "password = Some(\"one\")", value: "one"),
    Case(path: "a.py", text: "password = unhexlify('one')", value: "one"),
    Case(path: "a.java", text: "password = new Secret(Base64.decode(\"one\"));", value: "one"),
    Case(path: "a.go", text: "password := []byte(\"one\")", value: "one"),
    Case(path: "a.py", text: "password = os.getenv('NAME', 'one')", value: "one"),
    Case(path: "a.py", text: "password = os.getenv('NAME')"),
    Case(path: "a.js", text: "password = hash(\"one\" + name)"),
    Case(path: "a.py", text: "password = (\n    'one'\n)", value: "one"),
    Case(path: "a.py", text: "password: [\n  'user': 'one']"),
    Case(path: "a.rb", text: "passwords = %w[]; password = ['one', 'two']", value: "one"),
    Case(path: "a.py", text: "url = 'http://host/?password=one&user=two'", value: "one"),
    Case(path: "a.md", text: "http://host/?user=two&password=one", value: "one"),
    Case(path: "a.java", text: "text = \"password=one&user=two\";", value: "one"),
    Case(path: "a.go", text: "run(`\n  password=one\n`)", value: "one"),
    Case(path: "a.go", text: "if ok {\n  password = other\n}"),
    Case(path: "a.html", text: "&quot;password&quot;: &quot;one&quot;", value: "one"),
    Case(path: "a.html", text: "password: &#39;one&#39;", value: "one"),
    Case(path: "a.xml", text: "<string name=\"password\">one</string>", value: "one"),
    Case(path: "a.yaml", text: "- USER=two PASSWORD=one HOST=three", value: "one"),
    Case(path: "a.sh", text: "PASSWORD+='one'", value: "one"),
    Case(path: "a.md", text: "**password:** one", value: "one"),
    Case(path: "a.md", text: "password: ``one``", value: "one"),
    Case(path: "a.sh", text: "tool -password one --next", value: "one"),
    Case(path: "a.strings", text: "\"Add password\" = \"one\";"),
    Case(path: "a.py", text: "\"Kind::Of::Password\": \"one\""),
    Case(path: "a.go", text: "HashPassword(\"password\", \"one\")"),
    Case(path: "a.py", text: "['user', 'password', 'one', 'two']"),
    Case(path: "a.py", text: "f(db, 'password', 'one')", value: "one"),
    Case(path: "a.py", text: "password = f'{one}'"),
    Case(path: "notes", text: "the password is long"),
    Case(path: "notes", text: "the password is 2many4words", value: "2many4words"),
    Case(path: "notes", text: "the password used to be \"one\" until March", value: "one"),
    Case(path: "a.rb", text: "password is \"one\""),
    Case(path: "notes", text: "with the password `2many4words`.", value: "2many4words"),
    Case(path: "notes", text: "Pass `--without-fonts` to it"),
    Case(path: "notes", text: "Set `API_TOKEN` to `one` first", value: "one", keyword: "token"),
    Case(path: "notes", text: "the 'API_TOKEN' to 'one'", keyword: "token"),
    Case(path: "a.erl", text: "[{user, \"two\"}, {password, \"one\"}]", value: "one"),
    Case(path: "a.exs", text: "{:password, \"one\"}", value: "one"),
    Case(path: "a.c", text: "[password, \"one\"]"),
    Case(path: "a.xml", text: "<password idx=\"1\" perm=\"R\">one</password>", value: "one"),
    Case(path: "a.xml", text: "<password idx=\"1\"/>one</x>"),
    Case(path: "a.yaml", text: "password: >-\n  one\nuser: two\n", value: "one"),
    Case(path: "a.py", text: "PASSWORD = os.getenv('NAME') or 'one'"),
    Case(path: "a.py", text: "x = os.getenv('PASSWORD') or 'one'", value: "one"),
    Case(path: "a.py", text: "x = os.getenv('PASSWORD') + 'one'"),
    Case(path: "a.js", text: "f('password') ?? 'one'", value: "one"),
    Case(path: "a.rs", text: "var(\"PASSWORD\").unwrap_or(\"one\".into())", value: "one"),
    Case(path: "a.java", text: "of(getenv(\"PASSWORD\")).orElse(\"one\")", value: "one"),
    Case(path: "a.py", text: "option('--password', type=str, default='one')", value: "one"),
    Case(path: "a.py", text: "option('--password', type=str), f(default='one')"),
    Case(path: "a.java", text: "@Value(\"${db.password:one}\")", value: "one"),
    Case(path: "a.java", text: "f(\"db.password:one\")"),
    Case(path: "a.json", text: "\"password\": {\"value\": \"one\"}", value: "one"),
    Case(path: "a.yaml", text: "Password:\n  Type: String\n  Default: one\n", value: "one"),
    Case(path: "a.yaml", text: "Password:\n  Type: String\nDefault: one\n"),
    Case(path: "a.r", text: "password <- \"one\"", value: "one"),
    Case(path: "a.go", text: "password <- read()"),
    Case(path: "a.py", text: "auth = OAuth1('one', 'two')", keyword: "auth"),
    Case(path: "a.py", text: "auth = Token('one')", value: "one", keyword: "auth"),
    Case(path: "a.go", text: "const password string = \"one\"", value: "one"),
    Case(path: "a.bas", text: "Const PASSWORD As String = \"one\"", value: "one"),
    Case(path: "a.sql", text: "DECLARE @password NVARCHAR(50) = 'one'", value: "one"),
    Case(path: "a.py", text: "password field = 'one'"),
    Case(path: "a.h", text: "#define PASSWORD \"one\"", value: "one"),
    Case(path: "a.m", text: "#define kPassword @\"one\"", value: "one"),
    Case(path: "a.h", text: "print PASSWORD \"one\""),
    Case(path: "a.exp", text: "set password \"one\"", value: "one"),
    Case(path: "a.fish", text: "set -gx PASSWORD one", value: "one"),
    Case(path: "a.cmd", text: "setx DB_PASSWORD \"one\" /M", value: "one"),
    Case(path: "a.uci", text: "\toption password 'one'", value: "one"),
    Case(path: "a.clj", text: "{:user \"two\" :password \"one\"}", value: "one"),
    Case(path: "a.ex", text: "  @password \"one\"", value: "one"),
    Case(path: "a.c", text: "if (strcmp(password, \"one\") == 0)", value: "one"),
    Case(path: "a.c", text: "printf(password, \"one\")"),
    Case(path: "a.java", text: "env.put(Names.PASSWORD, \"one\");", value: "one"),
    Case(
      path: "a.json", text: "\"Password\": { \"Type\": \"String\", \"Default\": \"one\" }",
      value: "one"),
    Case(path: "a.json", text: "\"Password\": { \"Type\": \"String\" }, \"Default\": \"one\""),
    Case(
      path: "Jenkinsfile", text: "string(name: 'PASSWORD', defaultValue: 'one')", value: "one"),
    Case(path: "a.xml", text: "<property name=\"password\"><value>one</value>", value: "one"),
    Case(
      path: "a.kt", text: "val password = Db.getBytes(\"one\".toCharArray())", value: "one"),
    Case(path: "a.py", text: "password"),
    Case(path: "a.cc", text: "password::type x"),
  ]

  @Test(arguments: cases)
  func readsTheValue(_ example: Case) {
    let text = Array(example.text.utf8)
    let lowered = text.map(\.lowered)
    let keyword = Array(example.keyword.utf8)
    let style = ValueStyle(path: Array(example.path.utf8))
    // As a scan does: each place of the keyword in turn, what the glance rules out left aside.
    var values: [String] = []
    for start in lowered.indices where lowered[start...].starts(with: keyword) {
      let place = start..<(start + keyword.count)
      var reader = AssignmentReader(text, style: style)
      guard let found = reader.assignment(around: place) else { continue }
      let isSeen = AssignmentGlance.mayFind(place, in: text.span, style: style)
      #expect(isSeen)
      values.append(String(decoding: text[found.value], as: UTF8.self))
    }
    #expect(values.first == example.value)
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
