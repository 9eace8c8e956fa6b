import Rules
import Testing

@testable import Configuration

@Suite struct GoExpressionTests {
  private func pattern(_ text: String, _ group: Int = 0) throws(FieldError) -> String {
    try GoExpression(text, file: "f", line: 7).pattern(secretGroup: group)
  }

  /// Without a group the whole match is the secret, with some the first, or the one that is named.
  @Test func namesTheSecret() throws {
    #expect(try pattern("acme_[a-z]{8}") == "acme_[a-z]{8}")
    #expect(try pattern("(?i)(?:a|b)_(c)") == "(?i)(?:a|b)_(?<secret>c)")
    #expect(try pattern("(a)(b)", 2) == "(a)(?<secret>b)")
    #expect(try pattern("(?P<key>a)=(?<value>b)", 2) == "(?P<key>a)=(?<secret>b)")
    #expect(try pattern("(?P<key>a)=(b)") == "(?<secret>a)=(b)")
    #expect(try pattern("(?P<secret>a)=(b)", 2) == "(a)=(?<secret>b)")
  }

  @Test func countsNoGroupInEscapesAndClasses() throws {
    #expect(try pattern(#"\((a)"#) == #"\((?<secret>a)"#)
    #expect(try pattern("[(](a)") == "[(](?<secret>a)")
    #expect(try pattern("[]()](a)") == "[]()](?<secret>a)")
    #expect(try pattern("[^]()](a)") == "[^]()](?<secret>a)")
    #expect(try pattern(#"[\](](a)"#) == #"[\](](?<secret>a)"#)
    #expect(try pattern("[[:alpha:](](a)") == "[[:alpha:](](?<secret>a)")
    #expect(try pattern(#"\Q(x)\E(a)"#) == #"\Q(x)\E(?<secret>a)"#)
    #expect(try pattern("(?<=x)(?<!y)(a)") == "(?<=x)(?<!y)(?<secret>a)")
  }

  @Test(arguments: [
    (#"\pL+"#, 0, "Unicode"), (#"[\p{Greek}]"#, 0, "Unicode"), (#"\P{L}"#, 0, "Unicode"),
    ("[éü]", 0, "ASCII"), ("(a)", 2, "1 groups"), ("a", 1, "0 groups"),
  ])
  func refusesWhatBytesCannotTell(_ text: String, _ group: Int, _ message: String) {
    let error = #expect(throws: FieldError.self) { try pattern(text, group) }
    #expect(error?.line == 7 && error?.message.contains(message) == true, "\(text)")
  }

  @Test func keepsWhatOnlyLooksLikeThat() throws {
    #expect(try pattern(#"\\p"#) == #"\\p"#)
    #expect(try pattern(#"\Q\p\E"#) == #"\Q\p\E"#)
    #expect(try pattern("é+") == "é+")
  }
}
