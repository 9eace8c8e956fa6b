import Testing

@testable import Rules

@Suite struct ScoreModelTests {
  private static let letters = "-abcdefghijklmnopqrstuvwxyz"
    .map { "letters \($0) " + String(repeating: $0 == "b" ? "z" : "4", count: 27 * 27) }
    .joined(separator: "\n")
  private static let levels = "version 1\nreported 0.5\nmedium 0.75\nhigh 0.98\n"

  @Test func readsEveryEntry() throws {
    let model = try ScoreModel(
      text: "# weights\n" + ScoreModelTests.levels + "base -1.5 0.25 2\nstep length 8 1 -2 0.5\n\n"
        + ScoreModelTests.letters)
    #expect(model.reported == 0.5)
    #expect(model.medium == 0.75)
    #expect(model.high == 0.98)
    #expect(model.base == ScoreModel.Weight(all: -1.5, password: 0.25, vague: 2))
    let weight = ScoreModel.Weight(all: 1, password: -2, vague: 0.5)
    #expect(model.steps == [ScoreModel.Step(feature: "length", threshold: 8, weight: weight)])
    #expect(model.letters.count == 27 * 27 * 27)
    #expect(model.letters[27 * 27] == 4)
    #expect(model.letters[2 * 27 * 27] == 35)
  }

  @Test(arguments: [
    ("reported 0.5", 1), ("version 2", 1), ("version 1\nreported half", 2),
    ("version 1\n\nstep length 8 1 2", 3), ("version 1\nstep length 8 1 2 nan", 2),
    ("version 1\nbase 1 2", 2), ("version 1\nfold 3", 2), ("version 1\nletters a 444", 2),
    ("version 1\nletters ? " + String(repeating: "4", count: 27 * 27), 2),
    ("version 1\nletters a " + String(repeating: "A", count: 27 * 27), 2),
    (levels + "base 0 0 0", 1), ("version 1\nreported 0.9\nmedium 0.8\nhigh 1\n" + letters, 1),
  ])
  func refusesWhatIsNoFileOfWeights(text: String, line: Int) {
    #expect {
      try ScoreModel(text: text)
    } throws: { error in
      (error as? ScoreModel.Fault)?.line == line
        && (error as? ScoreModel.Fault)?.message.contains("make train") == true
    }
  }
}
