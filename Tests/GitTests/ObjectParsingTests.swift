import Testing

@testable import Git

@Suite struct ObjectParsingTests {
  static let hex = "0123456789abcdef00112233445566778899aabb"

  @Test func idsReadAndWriteHexadecimal() throws {
    let id = try #require(ObjectID(hex: Self.hex))
    #expect(id.hex == Self.hex)
    #expect(ObjectID(hex: Self.hex.uppercased()) == id)
    #expect(ObjectID(id.raw) == id)
    #expect(ObjectID(hex: String(repeating: "0", count: 40)) == .null)
  }

  @Test(arguments: ["", "0123", hex + "0", String(hex.dropLast()) + "g", hex + "\n"])
  func whatIsNoIDIsRefused(text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func idsSortAsTheirText() throws {
    let texts = [
      "ff00000000000000000000000000000000000000", "00000000000000000000000000000000000000ff",
      "0000000000000000ff0000000000000000000000", "0000000000000000000000000000000000000100",
    ]
    let ids = try texts.map { try #require(ObjectID(hex: $0)) }
    #expect(ids.sorted().map(\.hex) == texts.sorted())
  }

  @Test func aCommitIsParsed() throws {
    let text = """
      tree \(Self.hex)
      parent \(Self.hex)
      parent 1123456789abcdef00112233445566778899aabb
      author A <B> <ada@example.org> 1700000000 -0730
      committer C <c@example.org> 1700000009 +0000
      gpgsig -----BEGIN
       author Not <this@one> 1 +0000

      Subject

      body

      """
    let bytes = Array(text.utf8)
    let commit = try Commit(.null, bytes.span)
    #expect(commit.tree.hex == Self.hex)
    #expect(commit.parents.count == 2)
    #expect(String(decoding: commit.author.name, as: UTF8.self) == "A")
    #expect(commit.author.seconds == 1_700_000_000)
    #expect(commit.author.offset == -450)
    #expect(commit.committed == 1_700_000_009)
    let message = String(decoding: bytes[commit.messageOffset...], as: UTF8.self)
    #expect(message == "Subject\n\nbody\n")
  }

  @Test(arguments: [
    "author", "author ", "author <", "author >", "author x <y> z w", "author a > b < c",
    "author x <y> 99999999999999999999 +0000",
  ])
  func damagedAuthorsDoNotStopACommit(line: String) throws {
    let bytes = Array("tree \(Self.hex)\n\(line)\n\nmessage".utf8)
    let commit = try Commit(.null, bytes.span)
    #expect(commit.author.seconds == 0)
    #expect(String(decoding: bytes[commit.messageOffset...], as: UTF8.self) == "message")
  }

  @Test(arguments: ["", "tree ", "tree 0123\n", "parent \(hex)\n", "tree \(hex)\nparent zz\n"])
  func aCommitWithoutATreeIsDamaged(text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: GitError.self) { try Commit(.null, bytes.span) }
  }

  @Test func aTreeIsParsed() throws {
    let id = [UInt8](repeating: 7, count: 20)
    let entries = [
      ("100644", "a"), ("100755", "b"), ("120000", "c"), ("40000", "d"), ("160000", "e"),
      ("100664", "f"), ("040000", "g"),
    ]
    let bytes = entries.flatMap { Array("\($0.0) \($0.1)\0".utf8) + id }
    var reader = TreeReader(.null)
    var kinds: [TreeEntry.Kind] = []
    var names = ""
    while let entry = try reader.next(in: bytes.span) {
      kinds.append(entry.kind)
      names += String(decoding: bytes[entry.name], as: UTF8.self)
      #expect(entry.id.hex == String(repeating: "07", count: 20))
    }
    #expect(names == "abcdefg")
    #expect(
      kinds == [.file, .executable, .symbolicLink, .folder, .submodule, .file, .folder])
  }

  @Test(arguments: [
    "100644", "100644 ", "100644 name", "100644 name\0short", "100644 \0" + hex, "9 n\0" + hex,
    "100644 a/b\0" + hex, "77777777 n\0" + hex,
  ])
  func aDamagedTreeIsAnError(text: String) {
    let bytes = Array(text.utf8)
    var reader = TreeReader(.null)
    #expect(throws: GitError.self) {
      while try reader.next(in: bytes.span) != nil {}
    }
  }

  @Test func aTagIsParsed() throws {
    let bytes = Array("object \(Self.hex)\ntype tag\ntag v1\n\nHello\n".utf8)
    let tag = try Tag(.null, bytes.span)
    #expect(tag.target.hex == Self.hex)
    #expect(tag.name == Array("v1".utf8))
    #expect(tag.tagger == nil)
    #expect(String(decoding: bytes[tag.messageOffset...], as: UTF8.self) == "Hello\n")
  }

  @Test func reflogLinesWithoutIdsAreCounted() {
    let good = "\(Self.hex) \(Self.hex) A <a> 1 +0000\tcommit: x"
    let log = Reflog(name: [], content: Array("\(good)\nbroken\n\(good)\n0123".utf8))
    #expect(log.entries.count == 2)
    #expect(log.damagedLines == 2)
  }
}
