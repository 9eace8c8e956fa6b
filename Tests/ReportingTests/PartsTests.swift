import Findings
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  private func written(indented: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(isIndented: indented)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func escapesWhatJSONAndTerminalsObey() {
    #expect(
      written { $0.string("\"\\/\n\r\t\u{0}\u{1B}\u{7F}\u{9B}é😀\u{202E}\u{2028}\u{E0041}") }
        == #""\"\\/\n\r\t\u0000\u001b\u007f\u009bé😀\u202e\u2028\udb40\udc41""#)
  }

  @Test func nestsAndKeepsOrder() {
    let body: (inout JSONWriter) -> Void = { writer in
      writer.object { writer in
        writer.member("b", 1)
        writer.array("a", [1, 2]) { $0.integer(Int64($1)) }
        writer.strings("none", [])
        writer.object("o") { $0.member("c", true) }
        writer.member("n", orNull: nil)
      }
    }
    #expect(written(body) == #"{"b":1,"a":[1,2],"none":[],"o":{"c":true},"n":null}"#)
    #expect(
      written(indented: true, body) == """
        {
          "b": 1,
          "a": [
            1,
            2
          ],
          "none": [],
          "o": {
            "c": true
          },
          "n": null
        }
        """)
  }
}

@Suite struct MessageTextTests {
  @Test(arguments: [
    ("no link", "no link", "no link"),
    ("see [this](1), [that](2)", "see this, that", "see [this](1), [that](2)"),
    ("a[0] [x](3)", "a[0] x", "a\\[0\\] x"),
    ("[a](b) [](1) [c](0)", "[a](b) [](1) [c](0)", "\\[a\\](b) \\[\\](1) \\[c\\](0)"),
    ("x[[y](1)\\", "x[y\\", "x\\[[y](1)\\\\"),
    ("[a](1", "[a](1", "\\[a\\](1"),
  ])
  func linksOnlyWhatIsThere(message: String, plain: String, sarif: String) {
    #expect(MessageText(message).plain == plain)
    #expect(MessageText(message).sarif(linking: 2) == sarif)
  }
}

@Suite struct TimestampTests {
  /// `date -u -d @n +%FT%TZ` (coreutils).
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_714_950_001, "2024-05-05T23:00:01Z"), (-1, "1969-12-31T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (253_402_214_400, "9999-12-31T00:00:00Z"),
    (-11_644_473_600, "1601-01-01T00:00:00Z"), (Int64.max, "9999-12-31T00:00:00Z"),
    (Int64.min, "0001-01-02T00:00:00Z"),
  ])
  func isUTC(seconds: Int64, text: String) {
    #expect(Timestamp(SampleReport.commit("a", "", seconds)).utc == text)
  }

  @Test func dayIsTheAuthors() {
    #expect(Timestamp(SampleReport.commit("a", "", 1_714_950_001, offset: 120)).day == "2024-05-06")
    #expect(Timestamp(SampleReport.commit("a", "", 0, offset: -1)).day == "1969-12-31")
    #expect(Timestamp(SampleReport.commit("a", "", 0, offset: .min)).day == "1969-12-31")
    #expect(Timestamp(SampleReport.commit("a", "", .min, offset: .min)).day == "0001-01-01")
  }
}

@Suite struct QuantityTests {
  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1250, "1.3 kB"),
    (999_949, "999.9 kB"), (999_950, "1.0 MB"), (1_234_567_890, "1.2 GB"),
    (Int64.max, "9,223.4 PB"),
  ])
  func bytes(count: Int64, text: String) { #expect(Quantity.bytes(count) == text) }

  @Test func counts() {
    #expect(Quantity.counted(1, "stash", "stashes") == "1 stash")
    #expect(Quantity.counted(1_234_567, "stash", "stashes") == "1,234,567 stashes")
    #expect(Quantity.counted(100, "commit") == "100 commits")
  }
}

@Suite struct ProgressTests {
  @Test func saysHowFarAndHowLong() {
    #expect(
      Progress.line(done: 4500, total: 18_000, bytes: 312_000_000, elapsed: .seconds(3))
        == "4,500 of 18,000 blobs (25%), 312.0 MB, 104.0 MB/s, 9 s left")
    #expect(
      Progress.line(done: 1, total: 601, bytes: 1000, elapsed: .seconds(1))
        == "1 of 601 blobs (0%), 1.0 kB, 1.0 kB/s, 10 min 0 s left")
    #expect(
      Progress.line(done: 0, total: nil, bytes: 0, elapsed: .milliseconds(1)) == "0 blobs, 0 bytes")
    #expect(
      Progress.line(done: 7, total: 7, bytes: 10, elapsed: .seconds(2))
        == "7 of 7 blobs (100%), 10 bytes, 5 bytes/s")
  }
}

@Suite struct TerminalTextTests {
  @Test func neutralizes() {
    #expect(
      TerminalText.neutralized("a\tb\u{1B}[31m\n\r\u{7F}\u{9B}\u{202E}é👩‍💻")
        == "a    b\\u{1b}[31m\\n\\r\\u{7f}\\u{9b}\\u{202e}é👩‍💻")
  }

  @Test func countsColumns() {
    #expect(TerminalText.columns(of: "ab") == 2)
    #expect(TerminalText.columns(of: "é") == 1)
    #expect(TerminalText.columns(of: "e\u{301}") == 1)
    #expect(TerminalText.columns(of: "漢字😀") == 6)
  }

  @Test func wraps() {
    #expect(TerminalText.wrapped("aa bb cc", width: 5) == ["aa bb", "cc"])
    #expect(TerminalText.wrapped("a bbbbbbbb c", width: 3) == ["a", "bbbbbbbb", "c"])
    #expect(TerminalText.wrapped("", width: 3).isEmpty)
  }
}
