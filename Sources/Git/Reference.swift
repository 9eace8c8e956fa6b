internal import CGit2

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A name for an object: a branch, tag, note, stash, HEAD or one of its like.
public struct Reference: Sendable, Hashable {
  /// The full name ("refs/heads/main", "ORIG_HEAD", "worktrees/x/HEAD"), not always UTF-8.
  public var name: [UInt8]
  /// What it names, which may be an annotated tag; symbolic references are followed.
  public var target: ObjectID

  public init(name: [UInt8], target: ObjectID) {
    self.name = name
    self.target = target
  }
}

/// All references that could be read, and what could not.
public struct ReferenceList: Sendable {
  public var references: [Reference] = []
  public var errors: [GitError] = []
}

extension Repository {
  /// Every reference of the repository and of all its working trees: those under `refs/`, in
  /// ascending order of names, then each working tree's HEAD and what operations left behind
  /// (ORIG_HEAD, FETCH_HEAD, MERGE_HEAD, CHERRY_PICK_HEAD, an interrupted rebase's stash …).
  ///
  /// One that cannot be read is an error in the list; a symbolic one whose target does not exist
  /// (a branch before its first commit) names nothing and is left out.
  public func references() -> ReferenceList {
    var list = ReferenceList()
    do throws(GitError) {
      for name in try referenceNames().sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        do throws(GitError) {
          if let target = try target(ofReference: name) {
            list.references.append(Reference(name: name, target: target))
          }
        } catch {
          list.errors.append(error)
        }
      }
    } catch {
      list.errors.append(error)
    }
    for folder in gitFolders() { readRootReferences(in: folder, into: &list) }
    return list
  }

  private func referenceNames() throws(GitError) -> Set<[UInt8]> {
    var iterator: OpaquePointer?
    let code = unsafe git_reference_iterator_new(&iterator, handle)
    guard code == 0, let iterator = unsafe iterator else {
      throw GitError.last(code, subject: gitDirectory, action: "list the references")
    }
    defer { unsafe git_reference_iterator_free(iterator) }
    // libgit2's iteration skips a damaged loose reference in silence.
    let folder = GitFolder(path: Array(commonDirectory.utf8), prefix: [])
    var names = Set(try folder.files(below: Array("refs".utf8)))
    while true {
      var name: UnsafePointer<CChar>?
      let code = unsafe git_reference_next_name(&name, iterator)
      guard code == 0, let name = unsafe name else {
        if code == GIT_ITEROVER.rawValue { return names }
        throw GitError.last(code, subject: gitDirectory, action: "list the references")
      }
      names.insert(unsafe Repository.bytes(of: name))
    }
  }

  private func target(ofReference name: [UInt8]) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = unsafe git_reference_name_to_id(&id, handle, OpenFile.terminated(name))
    if code == 0 { return ObjectID(id) }
    // A file that no reference can be named like (`.lock`, `.DS_Store`) is none.
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    throw GitError(
      .corrupt, subject: String(decoding: name, as: UTF8.self),
      message: "the reference could not be read (\(GitError.lastDetail)); delete or restore it,"
        + " see `git fsck`")
  }

  private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    let count = unsafe strlen(text)
    return unsafe UnsafeBufferPointer(start: text, count: count).map { UInt8(bitPattern: $0) }
  }
}
