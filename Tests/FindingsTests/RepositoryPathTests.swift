import Findings
import Testing

@Suite struct RepositoryPathTests {
  @Test(arguments: [
    ("plain/file.txt", "plain/file.txt", "plain/file.txt"),
    ("with space/é.txt", "with space/é.txt", "with%20space/%C3%A9.txt"),
    ("a\"b'c", "a\"b'c", "a%22b%27c"),
    ("tab\there", "tab\\there", "tab%09here"),
    ("line\nbreak\r", "line\\nbreak\\r", "line%0Abreak%0D"),
    ("esc\u{1B}[31m", "esc\\x1b[31m", "esc%1B%5B31m"),
    ("c1\u{9B}", "c1\\xc2\\x9b", "c1%C2%9B"),
    ("100%#?:", "100%#?:", "100%25%23%3F%3A"),
    ("😀", "😀", "%F0%9F%98%80"),
  ])
  func showsText(path: String, display: String, uri: String) {
    #expect(RepositoryPath(path).display == display)
    #expect(RepositoryPath(path).uri == uri)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\\xffb", "a%FFb"),
      ([0xE2, 0x82], "\\xe2\\x82", "%E2%82"),
      ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80", "%ED%A0%80"),
      ([0xC3, 0xA9, 0xC3], "é\\xc3", "%C3%A9%C3"),
    ] as [([UInt8], String, String)])
  func keepsWhatIsNotUTF8(path: [UInt8], display: String, uri: String) {
    #expect(RepositoryPath(bytes: path).display == display)
    #expect(RepositoryPath(bytes: path).uri == uri)
  }

  @Test func nameIsTheLastPart() {
    #expect(Array(RepositoryPath("a/b.txt").name) == Array("b.txt".utf8))
    #expect(Array(RepositoryPath("b.txt").name) == Array("b.txt".utf8))
    #expect(RepositoryPath("a/").name.isEmpty)
  }

  @Test func sortsByBytes() {
    let paths = ["a/b", "a-b", "B", "é"].map { RepositoryPath($0) }
    #expect(paths.sorted().map(\.display) == ["B", "a-b", "a/b", "é"])
  }
}
