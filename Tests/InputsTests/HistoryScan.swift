import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

/// A planned history with all that its inputs read as.
struct HistoryScan {
  let plan: InputPlan
  /// In the order of the plan.
  let texts: [Text]

  struct Text: Hashable {
    var kind: Occurrence.Kind
    /// As a person sees it.
    var path: String
    var text: String
    var commit: String?
  }

  /// - Parameter path: what to open, from the scratch repository's working tree.
  init(
    _ scratch: ScratchRepository, at path: String = "", excludes: [String] = []
  ) throws {
    plan = try History.plan(
      repository: scratch.folder.path + "/" + path, excludes: PathGlobs(excludes))
    var reader = try InputReader(plan: plan)
    var texts: [Text] = []
    for input in plan.inputs {
      let bytes = try reader.read(input) { Array(copying: $0) }
      texts.append(
        Text(
          kind: input.kind, path: input.path.display, text: String(decoding: bytes, as: UTF8.self),
          commit: input.commit?.commit))
    }
    self.texts = texts
  }

  var index: HistoryIndex {
    get throws { try #require(plan.history) }
  }

  /// The paths of the inputs of `kind` that read as `text`.
  func paths(of text: String, kind: Occurrence.Kind = .file) -> [String] {
    texts.filter { $0.kind == kind && $0.text == text }.map(\.path)
  }

  /// The id of the one blob that reads as `text`.
  func blob(_ text: String) throws -> ObjectID {
    let matches = zip(plan.inputs, texts).filter { $1.kind == .file && $1.text == text }
    #expect(matches.count == 1, "a blob is one input")
    guard case .blob(let id) = try #require(matches.first).0.content else {
      throw SetUpError("not a blob")
    }
    return id
  }

  /// The life of the leak that only the blob with `text` holds.
  func life(_ text: String) throws -> Life {
    try #require(try index.lives(of: [[blob(text)]]).first)
  }

  /// Where the blob with `text` stood, as "path commit".
  func introductions(_ text: String) throws -> [String] {
    try index.introductions(of: blob(text)).map { "\($0.path.display) \($0.commit?.commit ?? "-")" }
  }
}
