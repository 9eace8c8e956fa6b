/// A git directory, or a linked working tree's part of it, as plain files.
///
/// libgit2 shows the references and reflogs of the working tree that it opened. What another
/// working tree of the same repository holds is as much part of its history, so it is read here.
struct GitFolder {
  /// The folder's path with a `/` at its end.
  let path: [UInt8]
  /// What comes before the names of its references: nothing, or `worktrees/x/`.
  let prefix: [UInt8]

  /// Files with object ids that are not named `…HEAD`: the stash of `merge --autostash` and
  /// `rebase --autostash`, and the commits that a rebase or bisection started from.
  static let otherReferences = [
    "AUTO_MERGE", "BISECT_EXPECTED_REV", "MERGE_AUTOSTASH", "rebase-apply/autostash",
    "rebase-apply/orig-head", "rebase-merge/autostash", "rebase-merge/orig-head",
  ].map { Array($0.utf8) }

  /// The content of file `name`, nil where there is none.
  func content(of name: [UInt8]) throws(GitError) -> [UInt8]? {
    do throws(FileError) {
      return try OpenFile(path: path + name).bytes(limit: .max)
    } catch {
      if error.isMissing { return nil }
      throw GitError(
        .failure, subject: String(decoding: prefix + name, as: UTF8.self),
        message: "could not be read (\(error)); mend its permissions")
    }
  }

  /// The names of the files below folder `name`, as paths from this folder, in ascending order.
  ///
  /// Deeper than 32 folders there is only a symbolic link that leads in a circle.
  func files(below name: [UInt8], depth: Int = 0) throws(GitError) -> [[UInt8]] {
    guard depth < 32 else { return [] }
    do throws(FileError) {
      var found: [[UInt8]] = []
      for child in try Folder.names(at: path + name) {
        let relative = name + [UInt8(ascii: "/")] + child
        if try OpenFile(path: path + relative).isRegular {
          found.append(relative)
        } else {
          found += (try? files(below: relative, depth: depth + 1)) ?? []
        }
      }
      return found
    } catch {
      if error.isMissing { return [] }
      throw GitError(
        .failure, subject: String(decoding: prefix + name, as: UTF8.self),
        message: "could not be read (\(error)); mend its permissions")
    }
  }
}

extension Repository {
  /// The shared git directory, then the part of each linked working tree.
  func gitFolders() -> [GitFolder] {
    let common = Array(commonDirectory.utf8)
    let worktrees = (try? Folder.names(at: common + Array("worktrees".utf8))) ?? []
    return [GitFolder(path: common, prefix: [])]
      + worktrees.map { name in
        let prefix = Array("worktrees/".utf8) + name + [UInt8(ascii: "/")]
        return GitFolder(path: common + prefix, prefix: prefix)
      }
  }

  /// Adds the object ids in the HEAD-like files of `folder`, and in a linked working tree's own
  /// `refs/`.
  func readRootReferences(in folder: GitFolder, into list: inout ReferenceList) {
    let names = (try? Folder.names(at: folder.path)) ?? []
    var files = names.filter { $0.suffix(4).elementsEqual("HEAD".utf8) }
    files += GitFolder.otherReferences
    do throws(GitError) {
      if !folder.prefix.isEmpty { files += try folder.files(below: Array("refs".utf8)) }
      for file in files {
        guard let content = try folder.content(of: file) else { continue }
        for line in content.split(separator: UInt8(ascii: "\n")) {
          // A symbolic HEAD is covered by the reference that it names.
          let digits = line.prefix(2 * ObjectID.byteCount)
          guard let id = ObjectID(hex: String(decoding: digits, as: UTF8.self)) else { continue }
          list.references.append(Reference(name: folder.prefix + file, target: id))
        }
      }
    } catch {
      list.errors.append(error)
    }
  }

  /// The commits at which a shallow clone ends: their parents are not there (gitrepository-layout,
  /// "shallow").
  ///
  /// - Throws: where the list cannot be read.
  public func shallowRoots() throws(GitError) -> Set<ObjectID> {
    let folder = GitFolder(path: Array(commonDirectory.utf8), prefix: [])
    let content = try folder.content(of: Array("shallow".utf8)) ?? []
    let lines = content.split(separator: UInt8(ascii: "\n"))
    return Set(lines.compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
  }
}
