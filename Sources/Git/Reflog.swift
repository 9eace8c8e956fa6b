/// What a reference named over time, oldest first.
public struct Reflog: Sendable {
  /// The reference's full name ("HEAD", "refs/stash", "worktrees/x/HEAD"), not always UTF-8.
  public var name: [UInt8]
  public var entries: [Entry] = []
  /// How many lines have no two ids: what a crash left of them.
  public var damagedLines = 0

  /// One change of the reference.
  public struct Entry: Sendable, Hashable {
    /// What it named before, `ObjectID.null` where it did not exist.
    public var old: ObjectID
    /// What it named then, `ObjectID.null` where it was deleted.
    public var new: ObjectID
  }

  /// Parses a log (gitrepository-layout, "logs"): one `old new name <mail> time TAB message` a
  /// line.
  init(name: [UInt8], content: [UInt8]) {
    self.name = name
    let length = 2 * ObjectID.byteCount
    for line in content.split(separator: UInt8(ascii: "\n")) {
      let old = String(decoding: line.prefix(length), as: UTF8.self)
      let new = String(decoding: line.dropFirst(length + 1).prefix(length), as: UTF8.self)
      if let old = ObjectID(hex: old), let new = ObjectID(hex: new) {
        entries.append(Entry(old: old, new: new))
      } else {
        damagedLines += 1
      }
    }
  }
}

/// All reflogs that could be read, and what could not.
public struct ReflogList: Sendable {
  public var logs: [Reflog] = []
  public var errors: [GitError] = []
}

extension Repository {
  /// Every reflog of the repository and of all its working trees, those of references that no
  /// longer exist included.
  public func reflogs() -> ReflogList {
    var list = ReflogList()
    for folder in gitFolders() {
      do throws(GitError) {
        for file in try folder.files(below: Array("logs".utf8)) {
          let name = folder.prefix + file.dropFirst(5)
          guard let content = try folder.content(of: file) else { continue }
          let log = Reflog(name: name, content: content)
          list.logs.append(log)
          if log.damagedLines > 0 {
            list.errors.append(
              GitError(
                .corrupt, subject: "reflog of " + String(decoding: name, as: UTF8.self),
                message: "\(log.damagedLines) of its lines are damaged; delete them from the"
                  + " file under `logs/`, see gitrepository-layout"))
          }
        }
      } catch {
        list.errors.append(error)
      }
    }
    return list
  }
}
