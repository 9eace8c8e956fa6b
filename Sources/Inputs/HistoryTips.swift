internal import Findings
internal import Git

/// Where a history is entered: every reference, stash and reflog entry, and all commits behind them.
struct HistoryTips {
  private(set) var graph = CommitGraph()
  private(set) var tips: [Tip] = []
  private(set) var tagMessages: [TagMessage] = []
  /// The names of all references and of all that left a reflog, in ascending order.
  private(set) var names: [[UInt8]] = []
  private(set) var coverage = Coverage()
  private(set) var notices: [Notice] = []

  /// The commit that each annotated tag leads to.
  private var tagTargets: [ObjectID: Int] = [:]
  /// The annotated tags whose message is listed.
  private var noted: Set<ObjectID> = []
  private var unread: [(number: Int, origin: String)] = []

  /// A name through which a commit is reached.
  struct Tip: Sendable {
    var name: String
    var number: Int
    var rank: Rank
  }

  /// Which names tell a reader most, in descending order.
  enum Rank: Int, Sendable, Comparable {
    case head, branch, tag, remote, other, stash, operation, reflog

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

    init(of name: String, headBranch: String?) {
      if let headBranch, name == "refs/heads/" + headBranch {
        self = .head
      } else if name == "HEAD" {
        self = .head
      } else if name.hasPrefix("refs/heads/") {
        self = .branch
      } else if name.hasPrefix("refs/tags/") {
        self = .tag
      } else if name.hasPrefix("refs/remotes/") {
        self = .remote
      } else {
        self = name.hasPrefix("refs/") ? .other : .operation
      }
    }
  }

  struct TagMessage {
    var id: ObjectID
    var path: RepositoryPath
  }

  /// Reads the references, reflogs and commits of `repository`. What cannot be read becomes a
  /// notice.
  init(_ repository: borrowing Repository, head: Repository.Head) {
    addReferences(of: repository, head: head)
    addReflogs(of: repository)
    tips.sort { ($0.rank, $0.name) < ($1.rank, $1.name) }
    readCommits(of: repository)
    graph.sort()
  }

  private mutating func addReferences(of repository: borrowing Repository, head: Repository.Head) {
    let list = repository.references()
    for error in list.errors { report(error) }
    coverage.references = list.references.count
    names = list.references.map(\.name)
    for reference in list.references {
      let name = String(decoding: reference.name, as: UTF8.self)
      do throws(GitError) {
        let number = try resolve(reference.target, origin: name, in: repository)
        tips.append(
          Tip(name: name, number: number, rank: Rank(of: name, headBranch: head.branch)))
      } catch {
        report(error, neededBy: name)
      }
    }
  }

  private mutating func addReflogs(of repository: borrowing Repository) {
    let list = repository.reflogs()
    for error in list.errors { report(error) }
    for log in list.logs {
      let name = String(decoding: log.name, as: UTF8.self)
      let isStash = name == "refs/stash"
      if isStash {
        coverage.stashes += log.entries.count
        // Each of its entries is named on its own.
        if !log.entries.isEmpty { tips.removeAll { $0.name == name } }
      }
      coverage.reflogEntries += log.entries.count
      var named: Set<ObjectID> = []
      for (index, entry) in log.entries.reversed().enumerated() {
        add(entry.new, of: name, index: index, isStash: isStash, to: &named, in: repository)
        // Where an entry was deleted out of the log, only the next one's old id knows of it.
        add(entry.old, of: name, index: index + 1, isStash: isStash, to: &named, in: repository)
      }
    }
    names = Set(names + list.logs.map(\.name)).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func add(
    _ id: ObjectID, of log: String, index: Int, isStash: Bool, to named: inout Set<ObjectID>,
    in repository: borrowing Repository
  ) {
    guard !id.isNull, named.insert(id).inserted else { return }
    let name = "\(log)@{\(index)}"
    do throws(GitError) {
      let number = try resolve(id, origin: name, in: repository)
      tips.append(Tip(name: name, number: number, rank: isStash ? .stash : .reflog))
    } catch {
      if error.kind == .missing {
        coverage.expiredReflogEntries += 1
      } else {
        report(error, neededBy: name)
      }
    }
  }

  /// What an object at the end of a name turned out to be.
  private enum Resolved {
    case commit
    case tag(Tag)
    case content(ObjectKind)
  }

  /// The number of the commit, tree or blob that `id` leads to; tags on the way are noted.
  private mutating func resolve(
    _ id: ObjectID, origin: String, in repository: borrowing Repository
  ) throws(GitError) -> Int {
    var next = id
    var tags: [ObjectID] = []
    while true {
      if let number = try step(&next, passing: &tags, origin: origin, in: repository) {
        for tag in tags { tagTargets[tag] = number }
        return number
      }
    }
  }

  /// Looks at object `next`: its number where it is the end of the way, otherwise nil and `next` is
  /// what the tag there names.
  private mutating func step(
    _ next: inout ObjectID, passing tags: inout [ObjectID], origin: String,
    in repository: borrowing Repository
  ) throws(GitError) -> Int? {
    let id = next
    if let number = graph.table.number(of: id) ?? tagTargets[id] { return number }
    let resolved = try repository.withObject(id) { (kind, bytes) throws(GitError) in
      switch kind {
      case .commit: Resolved.commit
      case .tag: Resolved.tag(try Tag(id, bytes))
      case .tree, .blob: Resolved.content(kind)
      }
    }
    switch resolved {
    case .commit:
      let number = graph.number(for: id, kind: .commit)
      unread.append((number, origin))
      return number
    case .content(let kind):
      let number = graph.number(for: id, kind: kind)
      graph.fill(number, withContent: id)
      return number
    case .tag(let tag):
      let path = RepositoryPath(bytes: Array(".git/tag-message/".utf8) + tag.name)
      if noted.insert(id).inserted { tagMessages.append(TagMessage(id: id, path: path)) }
      tags.append(id)
      next = tag.target
      return nil
    }
  }

  private mutating func readCommits(of repository: borrowing Repository) {
    var shallow: Set<ObjectID> = []
    do throws(GitError) { shallow = try repository.shallowRoots() } catch { report(error) }
    // The last one first: references come before reflogs.
    unread.reverse()
    while let (number, origin) = unread.popLast() {
      guard graph.nodes[number].state == .unread else { continue }
      let id = graph.table.ids[number]
      do throws(GitError) {
        let commit = try repository.commit(id)
        let isRoot = shallow.contains(id)
        if isRoot { coverage.shallowBoundary += 1 }
        graph.fill(number, from: commit, isShallowRoot: isRoot)
        coverage.commits += 1
      } catch {
        graph.markMissing(number)
        report(error, neededBy: origin)
      }
      for parent in graph.parents(of: number).reversed() {
        let parent = Int(parent)
        if graph.nodes[parent].state == .unread { unread.append((parent, origin)) }
      }
    }
    guard coverage.shallowBoundary > 0 else { return }
    notices.append(
      Notice(
        .information,
        message: "the clone is shallow: what came before \(coverage.shallowBoundary) of its commits"
          + " is not here and was not scanned; get it with `git fetch --unshallow`"))
  }

  private mutating func report(_ error: GitError, neededBy name: String? = nil) {
    coverage.unreadable += 1
    let message = name.map { "needed by \($0): \(error.message)" } ?? error.message
    notices.append(Notice(.incomplete, subject: error.subject, message: message))
  }
}
