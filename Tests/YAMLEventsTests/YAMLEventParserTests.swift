import Testing
import YAMLEvents

@Suite struct YAMLEventParserTests {
  /// Every event, with the text between its marks.
  private func events(_ text: String, depthLimit: Int = 128) throws -> [(YAMLEvent, String)] {
    let bytes = Array(text.utf8)
    var parser = YAMLEventParser(bytes.span, depthLimit: depthLimit)
    var events: [(YAMLEvent, String)] = []
    while true {
      let event = try parser.next()
      let range = event.start.offset..<event.end.offset
      events.append((event, String(decoding: bytes[range], as: UTF8.self)))
      if event.kind == .streamEnd { return events }
    }
  }

  private func scalars(_ text: String) throws -> [String] {
    try events(text).compactMap { event, source in
      if case .scalar = event.kind { source } else { nil }
    }
  }

  @Test func givesEventsInOrder() throws {
    let kinds = try events("a: [x, *y]\n").map(\.0.kind)
    #expect(
      kinds == [
        .documentStart(isExplicit: false), .mappingStart(YAMLCollection(isFlow: false)),
        .scalar(YAMLScalar(text: "a", style: .plain)),
        .sequenceStart(YAMLCollection(isFlow: true)),
        .scalar(YAMLScalar(text: "x", style: .plain)), .alias("y"), .sequenceEnd, .mappingEnd,
        .documentEnd(isExplicit: false), .streamEnd,
      ])
  }

  @Test func marksAreInBytesBehindEveryWidthOfCharacter() throws {
    let text = "ключ: é\n😀: '漢字' # ü\n\"z\": |\n  ж\nlast: end"
    #expect(
      try scalars(text) == ["ключ", "é", "😀", "'漢字'", "\"z\"", "|\n  ж\n", "last", "end"])
  }

  /// Characters of 1 to 4 bytes, around every multiple of the table's stride.
  @Test(arguments: ["a", "é", "漢", "😀"])
  func marksAreInBytesFarBehind(_ character: String) throws {
    for count in [0, 1, 15, 16, 31, 32, 62, 63, 64, 65, 127, 128, 129, 300] {
      let filler = String(repeating: character, count: count)
      let found = try scalars("# é\(filler)\n\(character)k: \(filler)v\nz: é\n")
      #expect(found == ["\(character)k", "\(filler)v", "z", "é"], "\(count)")
    }
  }

  @Test func passesOverAByteOrderMark() throws {
    let found = try events("\u{FEFF}a: 1\nb: é\n")
    #expect(try scalars("\u{FEFF}a: 1\nb: é\n") == ["a", "1", "b", "é"])
    #expect(found.first { $0.1 == "a" }?.0.start == YAMLMark(offset: 3, line: 0, column: 0))
  }

  @Test func readsStylesTagsAndAnchors() throws {
    let text = "- &x !!str 'a'\n- \"b\"\n- !mine >\n  c\n- |-\n  d\n"
    let found = try events(text).compactMap { event, _ -> YAMLScalar? in
      if case .scalar(let scalar) = event.kind { scalar } else { nil }
    }
    #expect(
      found == [
        YAMLScalar(text: "a", style: .singleQuoted, tag: "tag:yaml.org,2002:str", anchor: "x"),
        YAMLScalar(text: "b", style: .doubleQuoted),
        YAMLScalar(text: "c\n", style: .folded, tag: "!mine"),
        YAMLScalar(text: "d", style: .literal),
      ])
  }

  @Test func aProblemHasItsPlaceAndNoText() throws {
    let text = "é: 1\nhunter2: 'open\n"
    let problem = #expect(throws: YAMLProblem.self) { try events(text) }
    #expect(problem?.kind == .syntax)
    #expect(problem?.message.contains("hunter2") == false)
    #expect(problem?.mark.offset == text.utf8.count)
  }

  @Test func aProblemIsRepeated() throws {
    let bytes = Array("a: [".utf8)
    var parser = YAMLEventParser(bytes.span)
    var problems: [YAMLProblem] = []
    while problems.count < 3 {
      do { _ = try parser.next() } catch { problems.append(error) }
    }
    #expect(Set(problems).count == 1)
  }

  @Test func refusesBytesThatAreNotText() throws {
    let bytes: [UInt8] = Array("a: 1\nb: ".utf8) + [0xFF, 0x0A]
    var parser = YAMLEventParser(bytes.span)
    var problem: YAMLProblem?
    while problem == nil {
      do { _ = try parser.next() } catch { problem = error }
    }
    #expect(problem?.kind == .encoding)
    #expect(problem?.mark == YAMLMark(offset: 8, line: 1, column: 3))
  }

  @Test func limitsDepth() throws {
    let deep = String(repeating: "[", count: 500)
    let problem = #expect(throws: YAMLProblem.self) { try events(deep) }
    #expect(problem?.kind == .limit)
    #expect(problem?.mark.column == 128)
    let deeper = String(repeating: "[", count: 10_000)
    #expect(#expect(throws: YAMLProblem.self) { try events(deeper) }?.kind == .limit)
    let inside = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(throws: Never.self) { try events(inside) }
  }

  @Test func anEmptyInputIsAnEmptyStream() throws {
    #expect(try events("").map(\.0.kind) == [.streamEnd])
  }
}
