import Testing

@testable import Policy

@Suite struct YAMLLimitTests {
  @Test func refusesALargeFile() {
    let file = YAMLFile([UInt8](repeating: 0x23, count: 33 << 20))
    #expect(file.faults == [YAMLFault(line: 1, message: "larger than 32 MiB: not read")])
    #expect(file.documents.isEmpty)
  }

  @Test func readsTenThousandDocuments() {
    let file = yaml(String(repeating: "---\na: 1\n", count: 10_000))
    #expect(file.roots.count == 10_000)
    #expect(file.documents.last?.line == 19_999)
  }

  @Test func reportsTwentyOfManyBrokenDocuments() {
    let file = yaml(String(repeating: "---\na: [\n", count: 10_000))
    #expect(file.faults.count == 21)
    #expect(file.faults.last?.message == "9980 more places cannot be read")
    #expect(file.documents.count == 10_000)
  }

  /// Nine levels of nine aliases: 387 million nodes.
  @Test func refusesAnAliasBomb() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (outer, inner) in zip("bcdefghij", "abcdefghi") {
      let aliases = Array(repeating: "*\(inner)", count: 9).joined(separator: ", ")
      text += "\(outer): &\(outer) [\(aliases)]\n"
    }
    let file = yaml(text + "---\nok: 1\n")
    #expect(file.faults.map(\.line) == [7])
    #expect(file.roots.count == 1)
  }

  @Test func refusesAnAliasInsideItsOwnAnchor() {
    let file = yaml("a: 1\nb: &b\n  c: *b\n")
    #expect(file.faults.map(\.line) == [3])
    let unknown = yaml("a: *nowhere\n")
    #expect(unknown.faults.first?.message.contains("nowhere") == false)
    #expect(unknown.faults.count == 1)
  }

  /// Anchors nested in each other's aliases are as deep as all together.
  @Test func limitsTheDepthThroughAliases() {
    let open = String(repeating: "[", count: 40)
    let close = String(repeating: "]", count: 40)
    let text = "- &a \(open)\(close)\n- &b \(open)*a\(close)\n- &c \(open)*b\(close)\n"
    #expect(yaml(text).faults.isEmpty)
    let deeper = yaml(text + "- &d \(open)*c\(close)\n")
    #expect(deeper.faults.map(\.line) == [4])
  }

  @Test(arguments: ["[", "- ", "{a: "])
  func refusesDeepNesting(_ opening: String) {
    let file = yaml("ok: 1\n---\n" + String(repeating: opening, count: 10_000))
    #expect(file.faults.map(\.line) == [3])
    #expect(file.roots.count == 1)
  }

  @Test func limitsNodes() {
    let text = String(repeating: "- x\n", count: 200)
    let file = yaml("---\na: 1\n---\n\(text)---\nb: 2\n", limits: YAMLLimits(nodes: 100))
    #expect(file.faults.map(\.line) == [100])
    #expect(file.roots.count == 2)
  }
}
