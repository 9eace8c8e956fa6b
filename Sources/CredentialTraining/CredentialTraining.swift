import BuiltinRules
import Detection
import Findings
import Foundation
import Rules

/// Prints what the score is trained on: for each file, the findings of all other rules and the
/// candidates of the generic rule with what is observed of them.
///
/// `CredentialTraining WEIGHTS FOLDER < LIST`: WEIGHTS gives the costs of letters; LIST has one path
/// a line, relative to the folder. One line a record, fields separated by tabs; offsets are bytes of
/// the file:
/// - `features NAME…`, once
/// - `finding PATH LINE`: another rule found something on the line (from 1)
/// - `candidate PATH START END PROBABILITY NUMBER…`: the value's place and its features
@main
enum CredentialTraining {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2 else {
      FileHandle.standardError.write(
        Data("usage: CredentialTraining WEIGHTS FOLDER < LIST\n".utf8))
      exit(2)
    }
    let rules = BuiltinRules.secrets()
    guard let generic = rules.rules.first(where: { $0.matcher == .genericCredential }) else {
      preconditionFailure("the built-in rules have no generic credential")
    }
    let model = try ScoreModel(text: String(contentsOfFile: arguments[0], encoding: .utf8))
    let observer = CredentialObserver(rule: generic, model: model)
    // Without the built-in weights, which may be of features that are no more.
    let others = DetectionRules(
      RuleSet(
        zip(rules.rules, rules.allTexts()).map { ($0, $1) }.filter { $0.0.id != generic.id }))
    print("features\t" + CredentialFeature.allCases.map(\.name).joined(separator: "\t"))
    while let path = readLine() {
      let file = URL(filePath: arguments[1]).appending(path: path)
      let bytes = [UInt8](try Data(contentsOf: file))
      printFindings(in: bytes, path: path, rules: others)
      for (candidate, probability) in observer.candidates(in: bytes.span, path: path) {
        let numbers = candidate.features.values.map { String(format: "%.6g", $0) }
        print(
          "candidate\t\(path)\t\(candidate.value.lowerBound)\t\(candidate.value.upperBound)\t"
            + "\(probability)\t" + numbers.joined(separator: "\t"))
      }
    }
  }

  private static func printFindings(in bytes: [UInt8], path: String, rules: DetectionRules) {
    var scanner = BlobScanner(
      rules, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(secondsSince1970: 0)))
    for match in scanner.scan(bytes.span, path: RepositoryPath(path)).matches {
      print("finding\t\(path)\t\(match.region.startLine)")
    }
  }
}
