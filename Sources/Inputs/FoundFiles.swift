internal import Findings
internal import Git

/// The files that were found so far, by the paths that are reported.
struct FoundFiles {
  private let base: [UInt8]
  private let excludes: PathGlobs
  private var plan: InputPlan
  private var excludedFolders: Set<[UInt8]> = []
  private var locations: [RepositoryPath: [UInt8]] = [:]

  init(base: [UInt8], excludes: PathGlobs, plan: InputPlan) {
    self.base = base
    self.excludes = excludes
    self.plan = plan
  }

  /// Whether a folder of this name is git's own; file systems that ignore case have `.GIT` too.
  static func isGitFolder(_ name: some Collection<UInt8>) -> Bool {
    name.count == 4 && name.map { $0 | 0x20 } == Array(".git".utf8)
  }

  /// The plan with all files in the order of their paths.
  func finished() -> InputPlan {
    var plan = plan
    plan.inputs = locations.sorted { $0.key < $1.key }.map { path, location in
      Input(path: path, content: .file(location))
    }
    return plan
  }

  /// The path that is reported for an absolute one.
  private func reported(_ location: [UInt8]) -> RepositoryPath {
    RepositoryPath(bytes: FileBase.relative(location, to: base) ?? Array(location.dropFirst()))
  }

  /// Whether the configuration leaves `location` out, which is counted: each file that is known,
  /// and a folder of which none is.
  private mutating func isExcluded(_ location: [UInt8], isFolder: Bool) -> Bool {
    guard !excludes.isEmpty, location != base, excludes.matches(reported(location)) else {
      return false
    }
    if !isFolder || !excludedFolders.contains(location) { plan.coverage.excluded += 1 }
    var folder = FileBase.parent(of: location)
    while !folder.isEmpty, excludedFolders.insert(folder).inserted {
      folder = FileBase.parent(of: folder)
    }
    return true
  }

  /// Adds a file that the user named.
  mutating func addNamed(_ location: [UInt8]) {
    if !isExcluded(location, isFolder: false) { locations[reported(location)] = location }
  }

  /// What stands at `location`; nil where nothing does any more, or with a notice where that cannot
  /// be told.
  mutating func kind(of location: [UInt8]) -> FileKind? {
    do throws(FileError) {
      return try FileKind(path: location)
    } catch {
      if !error.isMissing { addUnreadable(location, error) }
      return nil
    }
  }

  /// Adds the file at `location`; tells whether it is a folder to look into instead.
  mutating func add(_ location: [UInt8]) -> Bool {
    kind(of: location).map { add(location, $0) } ?? false
  }

  /// Adds what stands at `location`, if it is a file; tells whether it is a folder to look into.
  mutating func add(_ location: [UInt8], _ kind: FileKind) -> Bool {
    if isExcluded(location, isFolder: kind == .folder) { return false }
    switch kind {
    case .folder: return true
    case .file: locations[reported(location)] = location
    case .symbolicLink: plan.coverage.symbolicLinks += 1
    case .special:
      note(.information, location, "a pipe, socket or device: not opened, so not scanned")
    }
    return false
  }

  /// The names in a folder; none, and a notice, where it cannot be read.
  mutating func names(in folder: [UInt8]) -> [[UInt8]] {
    do throws(FileError) {
      return try Folder.names(at: folder.isEmpty ? [UInt8(ascii: "/")] : folder)
    } catch {
      addUnreadable(folder, error)
      return []
    }
  }

  /// Adds every file below `folder`, but for those in `.git` folders.
  mutating func walk(_ folder: [UInt8]) {
    var waiting = [folder]
    while let next = waiting.popLast() {
      for name in names(in: next) where !FoundFiles.isGitFolder(name) {
        let location = FileBase.join(next, name)
        if add(location) { waiting.append(location) }
      }
    }
  }

  /// Counts a submodule, or a repository that lies in the working tree.
  mutating func addSubmodule() { plan.coverage.submodules += 1 }

  mutating func note(_ kind: Notice.Kind, _ location: [UInt8], _ message: String) {
    plan.notices.append(
      Notice(kind, subject: reported(location).display, message: message))
  }

  private mutating func addUnreadable(_ location: [UInt8], _ error: FileError) {
    plan.coverage.unreadable += 1
    note(
      .incomplete, location,
      "could not be read (\(error)); mend its permissions or exclude it")
  }
}
