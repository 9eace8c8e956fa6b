internal import Git

/// The two ends of a range, as the user wrote them and as commits.
struct RangeEnds {
  /// The range as written.
  private let text: String
  private let baseName: String
  /// Nil for a base of zeros.
  private let base: ObjectID?
  let tip: ObjectID
  /// Whether three dots ask for the merge base.
  private let isSymmetric: Bool

  /// Reads `BASE...HEAD`, `BASE..HEAD` or `BASE`.
  ///
  /// - Throws: `.unknownRevision` for a side that does not exist.
  init(_ text: String, in repository: borrowing Repository) throws(GitError) {
    self.text = text
    let (base, tip, isSymmetric) = RangeEnds.split(text)
    self.isSymmetric = isSymmetric
    baseName = base.isEmpty ? "HEAD" : base
    if RangeEnds.isZero(tip) {
      throw GitError(
        .unknownRevision, subject: text,
        message: "the range ends in the id of zeros, which stands for a deleted branch: there is"
          + " nothing to scan; do not run the scan for deletions")
    }
    if base.isEmpty, tip.isEmpty {
      throw GitError(
        .unknownRevision, subject: text,
        message: "the range names no commit; write it as BASE...HEAD, such as origin/main...HEAD")
    }
    self.tip = try RangeEnds.commit(tip.isEmpty ? "HEAD" : tip, in: repository)
    self.base = RangeEnds.isZero(base) ? nil : try RangeEnds.commit(baseName, in: repository)
  }

  private static func split(_ text: String) -> (base: String, tip: String, isSymmetric: Bool) {
    let bytes = Array(text.utf8)
    let dot = UInt8(ascii: ".")
    let dots = bytes.indices.dropLast().first { bytes[$0] == dot && bytes[$0 + 1] == dot }
    guard let dots else { return (text, "", false) }
    let isSymmetric = dots + 2 < bytes.count && bytes[dots + 2] == dot
    let base = String(decoding: bytes[..<dots], as: UTF8.self)
    let tip = String(decoding: bytes[(dots + (isSymmetric ? 3 : 2))...], as: UTF8.self)
    return (base, tip, isSymmetric)
  }

  /// Whether `name` is the id that stands for no commit.
  private static func isZero(_ name: String) -> Bool {
    name.utf8.count >= 40 && name.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
  }

  private static func commit(
    _ name: String, in repository: borrowing Repository
  ) throws(GitError) -> ObjectID {
    do throws(GitError) {
      return try repository.commitID(of: name)
    } catch {
      guard error.kind == .unknownRevision else { throw error }
      throw GitError(.unknownRevision, subject: name, message: advice(name, in: repository))
    }
  }

  /// What to do where `name` names no commit of this clone.
  private static func advice(_ name: String, in repository: borrowing Repository) -> String {
    var text = "no such commit in this clone"
    let parts = name.split(separator: "/", maxSplits: 1)
    if ObjectID(hex: name) != nil {
      text += "; run `git fetch origin \(name)`"
    } else if name == "HEAD" || name == "@" {
      return "the repository has no commit yet; scan it with `shrike staged`"
    } else if parts.count == 2, ["origin", "upstream"].contains(parts[0]) {
      text += "; run `git fetch \(parts[0]) \(parts[1])`"
    } else {
      text += "; see `git branch --all` and `git tag` for the names there are, or fetch it"
    }
    if repository.isShallow {
      text +=
        " (the clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` for"
        + " actions/checkout)"
    }
    return text
  }

  /// The commits of the range, and the one it starts from.
  ///
  /// - Throws: where three dots ask for a merge base and there is none.
  func resolve(
    in repository: borrowing Repository, boundary: Set<ObjectID>
  ) throws(GitError) -> (branch: Repository.Branch, base: ObjectID?) {
    guard let base else {
      let branch = try sinceOthers(in: repository, boundary: boundary)
      return (branch, branch.mergeBase)
    }
    let branch = try repository.commits(from: tip, notFrom: [base], boundary: boundary)
    guard isSymmetric else { return (branch, base) }
    if let mergeBase = branch.mergeBase { return (branch, mergeBase) }
    if branch.isCutShort {
      throw GitError(
        .missing, subject: text,
        message: "the clone is shallow and does not reach the merge base; run"
          + " `git fetch --deepen=200` until it does, or `git fetch --unshallow`, or set"
          + " `fetch-depth: 0` for actions/checkout")
    }
    throw GitError(
      .unknownRevision, subject: text,
      message: "the two sides have no common history, so that there is no merge base; name another"
        + " base, or write two dots (\(baseName)..HEAD) to scan all that is not in it")
  }

  /// The commits that no other reference reaches, for a branch that is new to its host.
  ///
  /// A reference that holds the tip itself is the branch under one of its names, at this commit or
  /// at a later one, and hides nothing.
  private func sinceOthers(
    in repository: borrowing Repository, boundary: Set<ObjectID>
  ) throws(GitError) -> Repository.Branch {
    var others: Set<ObjectID> = []
    for reference in repository.references().references
    where reference.name.starts(with: "refs/".utf8) {
      let name = String(decoding: reference.name, as: UTF8.self)
      // A tag of a tree or blob reaches no commit.
      if let id = try? repository.commitID(of: name), id != tip { others.insert(id) }
    }
    let all = try repository.commits(from: tip, notFrom: others.sorted(), boundary: boundary)
    guard all.isContained else { return all }
    var apart: [ObjectID] = []
    for other in others.sorted() {
      let branch = try repository.commits(from: tip, notFrom: [other], boundary: boundary)
      if !branch.isContained { apart.append(other) }
    }
    return try repository.commits(from: tip, notFrom: apart, boundary: boundary)
  }
}
