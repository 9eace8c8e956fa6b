import Configuration
import Findings
import Foundation
import Git
import Inputs
import Policy
import Rules

/// What the policies have to read to judge what is staged: the staged files and those that they are
/// compared with, from the index.
struct StagedScope {
  let plan: InputPlan
  let settings: Settings
  let limits: InputLimits

  /// How many files of a repository may be asked for their names, and how many of them compared, so
  /// that a hook stays one: above that, only the policies that look at one file run.
  private static let mostFiles = 1_000
  private static let mostCompared = 300

  /// The files of the index, by path.
  private struct Tracked {
    var paths: [RepositoryPath] = []
    var ids: [ObjectID] = []
  }

  /// - Parameter indexFile: the value of `GIT_INDEX_FILE` where it is set.
  /// - Throws: where the index cannot be read.
  func scope(repository path: String, indexFile: String?) throws -> PolicyScope {
    let changed = plan.inputs.filter { $0.kind == .file && PolicyLinter.reads($0.path) }
    guard !changed.isEmpty, !settings.policies.isEmpty else { return .none }
    let repository = try Repository(path: path)
    let tracked = tracked(in: try repository.index(file: indexFile))
    let alone = PolicyScope(files: changed, changed: changed, isPartial: true, comparesFiles: false)
    guard tracked.paths.count(where: FileFacts.mayTell) <= StagedScope.mostFiles else {
      return alone
    }
    var reader = try InputReader(plan: InputPlan(repository: path), limits: limits)
    var files: [PolicyFile] = []
    for input in changed {
      // What cannot be read is told by the scan of the change itself.
      guard let bytes = try? reader.read(input, { Array(copying: $0) }) else { continue }
      files.append(PolicyFile(path: input.path, bytes: bytes))
    }
    let memory = FactMemory(folder: repository.commonDirectory, reader: reader)
    var related = RelatedFiles(among: tracked.paths, settings: settings.policy) { index in
      memory.facts(of: tracked.ids[index], at: tracked.paths[index])
    }
    let indices = related.find(for: files)
    memory.keep()
    guard indices.count <= StagedScope.mostCompared else { return alone }
    let own = Set(changed.map(\.path))
    let others = indices.filter { !own.contains(tracked.paths[$0]) }
      .map { Input(path: tracked.paths[$0], content: .blob(tracked.ids[$0])) }
    return PolicyScope(files: changed + others, changed: changed, isPartial: true)
  }

  private func tracked(in index: Index) -> Tracked {
    var tracked = Tracked()
    for position in 0..<index.count {
      let entry = index[position]
      guard entry.kind == .file || entry.kind == .executable, entry.stage == 0,
        !entry.isIntentToAdd
      else { continue }
      let path = RepositoryPath(bytes: entry.path)
      guard !settings.excludes.matches(path) else { continue }
      tracked.paths.append(path)
      tracked.ids.append(entry.id)
    }
    return tracked
  }
}

/// The facts of blobs, as far as an earlier run noted them in the git directory, else read now.
private final class FactMemory {
  private let file: String
  private var notes: BlobNotes
  private var reader: InputReader

  init(folder: String, reader: consuming InputReader) {
    file = folder + (folder.hasSuffix("/") ? "" : "/") + "shrike/facts"
    let bytes = try? Console.read(file: file)
    notes = BlobNotes((bytes ?? nil) ?? [], version: FileFacts.version)
    self.reader = reader
  }

  func facts(of id: ObjectID, at path: RepositoryPath) -> FileFacts {
    guard FileFacts.mayTell(path) else { return FileFacts() }
    if let words = notes.note(of: id), let facts = FileFacts(words: words) { return facts }
    let input = Input(path: path, content: .blob(id))
    // A file that cannot be read says nothing; where a policy needs it, reading it fails again.
    let facts = try? reader.read(input) { FileFacts(Array(copying: $0)) }
    if let facts { notes.add(facts.words, to: id) }
    return facts ?? FileFacts()
  }

  /// Writes the notes; where that fails, as in a read-only checkout, the next run reads more.
  func keep() {
    guard notes.isWorthKeeping else { return }
    let url = URL(fileURLWithPath: file)
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(notes.encoded()).write(to: url, options: .atomic)
  }
}
