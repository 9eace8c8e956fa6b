import BuiltinRules
import Findings
import Foundation
import Rules
import TestSupport
import Testing

@testable import Detection

@Suite struct CredentialScoreTests {
  /// The first candidate's probability in `text`, nil where none is read.
  private func probability(_ text: String, path: String) throws -> Double? {
    let rules = BuiltinRules.secrets()
    let generic = try #require(rules.rules.first { $0.matcher == .genericCredential })
    let observer = CredentialObserver(rule: generic, model: try #require(rules.score))
    let bytes = Array(text.utf8).filter { $0 < 0x80 }  // without the «marks»
    return observer.candidates(in: bytes.span, path: path).first?.probability
  }

  @Test func everyWeightIsOfAFeatureThatShrikeHas() throws {
    let model = try #require(BuiltinRules.secrets().score)
    let names = Set(CredentialFeature.allCases.map(\.name))
    #expect(!model.steps.isEmpty)
    for step in model.steps { #expect(names.contains(step.feature), "\(step.feature)") }
    #expect(0.3...0.6 ~= model.reported)
  }

  /// The trainer and the reader of its file agree on the layout.
  @Test func theTrainerWritesThisVersion() throws {
    let trainer = try String(
      contentsOf: PackageFolder.file("Benchmarks/train.py"), encoding: .utf8)
    #expect(trainer.contains("\"version \(ScoreModel.version)\""))
  }

  @Test(arguments: [
    ("a.py", "api_key = '«q8Zk3vX0tLw7RmB2»'"), (".env", "DB_PASSWORD=«kV8#zqLw3!m»"),
    ("a.yaml", "password: «gR5xbN8w!t»"), ("a.go", "secret := []byte(\"«b4345289f111ba08ef85»\")"),
  ])
  func isSureOfSecrets(path: String, text: String) throws {
    #expect(try #require(try probability(text, path: path)) > 0.75)
  }

  @Test(arguments: [
    ("a.py", "password = 'root'"), ("a.py", "password = 'postgres'"),
    ("a.py", "password = 'admin123'"), ("a.yaml", "password: monkey"),
    ("a.py", "token = 'identifier'"), ("a.ts", "password: 'Forgotten your login?'"),
    ("a.py", "secret = 'some_secret_name'"), ("a.java", "key = \"user.login2.label\""),
  ])
  func dropsWordsAndNames(path: String, text: String) throws {
    #expect((try probability(text, path: path) ?? 0) < 0.5)
  }

  @Test func addsStepsByTheStrengthOfTheName() throws {
    let row = String(repeating: "8", count: 27 * 27)
    let letters = "-abcdefghijklmnopqrstuvwxyz".map { "letters \($0) \(row)" }
    let model = try ScoreModel(
      text: """
        version 1
        reported 0.5
        medium 0.75
        high 0.98
        base -1 0 0.5
        step length 10 2 1 -4
        \(letters.joined(separator: "\n"))
        """)
    let score = CredentialScore(model)
    func probability(_ text: String) throws -> Double {
      let generic = try #require(
        BuiltinRules.secrets().rules.first { $0.matcher == .genericCredential })
      let bytes = Array(text.utf8).filter { $0 < 0x80 }  // without the «marks»
      return try #require(
        CredentialObserver(rule: generic, model: model)
          .candidates(in: bytes.span, path: "a.py").first
      ).probability
    }
    func logistic(_ sum: Double) -> Double { 1 / (1 + exp(-sum)) }
    #expect(abs(try probability("token = '«x7y8z9w0»'") - logistic(-1)) < 1e-6)
    #expect(abs(try probability("token = '«x7y8z9w0v1»'") - logistic(1)) < 1e-6)
    #expect(abs(try probability("password = '«x7y8z9w0v1»'") - logistic(2)) < 1e-6)
    #expect(abs(try probability("key = '«x7y8z9w0v1»'") - logistic(-2.5)) < 1e-6)
    #expect(score.confidence(of: 0.49) == nil)
    #expect(score.confidence(of: 0.5) == .low)
    #expect(score.confidence(of: 0.75) == .medium)
    #expect(score.confidence(of: 0.98) == .high)
  }
}
