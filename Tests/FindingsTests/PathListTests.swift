import Findings
import Testing

@Suite struct PathListTests {
  private let names = ["a", "b/a", "b/b/c", "b0", "bb/x.yaml", "c"]
  private var list: PathList { PathList(names.map { RepositoryPath($0) }) }

  @Test func givesBackWhatItHolds() {
    #expect(list.indices.map { list[$0].display } == names)
    #expect(
      list.indices.map { String(decoding: list.name(at: $0), as: UTF8.self) }
        == ["a", "a", "c", "b0", "x.yaml", "c"])
  }

  @Test func findsAPathAndNoPrefixOfOne() {
    for (index, name) in names.enumerated() { #expect(list.index(of: Array(name.utf8)) == index) }
    for name in ["", "b", "b/", "b/b", "cc", "0"] {
      #expect(list.index(of: Array(name.utf8)) == nil)
    }
  }

  @Test func findsWhatLiesInAFolder() {
    #expect(list.range(below: Array("b/".utf8)) == 1..<3)
    #expect(list.range(below: Array("b/b/".utf8)) == 2..<3)
    #expect(list.range(below: []) == 0..<6)
    #expect(list.range(below: Array("zz/".utf8)).isEmpty)
  }

  /// As the index has them: anywhere in a larger text.
  @Test func readsPathsOfAnotherText() {
    let list = PathList(text: Array("xxa/b--a/cyy".utf8), places: [.init(2..<5), .init(7..<10)])
    #expect(list.indices.map { list[$0].display } == ["a/b", "a/c"])
    #expect(list.index(of: Array("a/c".utf8)) == 1)
  }
}
