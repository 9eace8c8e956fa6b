import Configuration
import Findings
import Foundation
import Git
import Inputs
import Policy
import Rules

/// What the policies have to read to judge what is staged: the staged files and those that they are
/// compared with, from the index.
struct StagedScope: Sendable {
  let settings: Settings
  let limits: InputLimits
  /// The staged files that policies read.
  private let changed: [Input]
  private let index: Index
  private let commonDirectory: String

  /// How many files of a repository a change is compared with, so that a hook stays one.
  private static let mostCompared = 300

  /// Nil where no policy has anything to read.
  ///
  /// - Parameters:
  ///   - plan: what is staged.
  ///   - staged: the index that it is of.
  init?(plan: InputPlan, of staged: borrowing Staged, settings: Settings, limits: InputLimits) {
    changed = plan.inputs.filter { $0.kind == .file && PolicyLinter.reads($0.path) }
    guard !changed.isEmpty, !settings.policies.isEmpty else { return nil }
    self.settings = settings
    self.limits = limits
    index = staged.index
    commonDirectory = staged.commonDirectory
  }

  /// - Parameter path: any folder of the working tree.
  /// - Throws: where the repository does not open any more.
  func scope(repository path: String) throws -> PolicyScope {
    var reader = try InputReader(plan: InputPlan(repository: path), limits: limits)
    var files: [PolicyFile] = []
    for input in changed {
      // What cannot be read is told by the scan of the change itself.
      guard let bytes = try? reader.read(input, { Array(copying: $0) }) else { continue }
      files.append(PolicyFile(path: input.path, bytes: bytes))
    }
    var positions: [Int] = []
    var places: [PathList.Place] = []
    positions.reserveCapacity(index.count)
    places.reserveCapacity(index.count)
    for position in 0..<index.count {
      let kind = index.kind(at: position)
      guard kind == .file || kind == .executable, index.stage(at: position) == 0,
        !index.isIntentToAdd(at: position)
      else { continue }
      positions.append(position)
      places.append(PathList.Place(index.pathRange(at: position)))
    }
    let paths = PathList(text: index.pathText, places: places)
    let memory = FactMemory(folder: commonDirectory, reader: reader)
    var related = RelatedFiles(among: paths, settings: settings.policy) { position in
      guard FileFacts.mayTell(paths.bytes(at: position)) else { return FileFacts() }
      return memory.facts(of: index.id(at: positions[position])) { paths[position] }
    }
    let found = related.find(for: files)
    memory.keep()
    var alone = PolicyScope(files: changed, changed: changed, isPartial: true)
    if memory.isShort {
      alone.isolation = "so many files are not yet known that the names in them are read in turns"
    } else if found.count > StagedScope.mostCompared {
      alone.isolation = "this change is to be compared with more files than a hook should read"
    }
    if alone.isolation != nil { return alone }
    let own = Set(changed.map(\.path))
    let others = found.lazy.map { (path: paths[$0], id: index.id(at: positions[$0])) }
      .filter { !own.contains($0.path) && !settings.excludes.matches($0.path) }
      .map { Input(path: $0.path, content: .blob($0.id)) }
    return PolicyScope(files: changed + others, changed: changed, isPartial: true)
  }
}

/// The facts of blobs, as far as an earlier run noted them in the git directory, else read now.
private final class FactMemory {
  private let file: String
  private var notes: BlobNotes
  private var reader: InputReader
  private var readCount = 0
  /// Whether there were more blobs to read than one run reads.
  private(set) var isShort = false

  /// How many blobs one run reads: less than a second's work. The next run knows them.
  private static let mostRead = 10_000

  init(folder: String, reader: consuming InputReader) {
    file = folder + (folder.hasSuffix("/") ? "" : "/") + "shrike/facts"
    let bytes = try? OpenFile(path: Array(file.utf8)).bytes(limit: .max)
    notes = BlobNotes(bytes ?? [], version: FileFacts.version)
    self.reader = reader
  }

  func facts(of id: ObjectID, at path: () -> RepositoryPath) -> FileFacts {
    if let words = notes.note(of: id), let facts = FileFacts(words: words) { return facts }
    guard readCount < FactMemory.mostRead else {
      isShort = true
      return FileFacts()
    }
    readCount += 1
    let input = Input(path: path(), content: .blob(id))
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
