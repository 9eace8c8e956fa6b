import Foundation
import Rules

/// Reads the weights of the score, and refuses a file that no scan could use.
enum ScoreFile {
  /// The text of the one file among `files`, without its comments.
  static func read(_ files: [String]) throws -> String {
    guard files.count == 1, let file = files.first else {
      throw FieldError(
        file: "rules/score", line: nil, message: "there must be one file of weights")
    }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    do {
      _ = try ScoreModel(text: text)
    } catch {
      throw FieldError(file: file, line: error.line, message: error.message)
    }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
  }
}
