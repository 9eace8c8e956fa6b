import Findings

/// ZT602: files that must never be committed and that git would take.
struct EnvNotGitignored: PolicyCheck {
  static let id = "ZT602"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let ignore = Gitignore(model)
    let tracked = Set(model.files.filter(\.isTracked).map(\.path.bytes))
    var missing: [RepositoryPath: (source: SourceText, range: Range<Int>, names: [String])] = [:]
    for wanted in Self.wanted(in: model, ignore) where !tracked.contains(wanted.path) {
      let name = String(decoding: wanted.path, as: UTF8.self)
      switch ignore.verdict(on: wanted.path) {
      case .ignored: continue
      case .takenOut(let file, let pattern):
        let id = "taken out/\(file.source.text(of: pattern.range))"
        guard !breaches.contains(where: { $0.source === file.source && $0.identity == id }) else {
          continue
        }
        breaches.append(
          Breach(
            file.source, pattern.range, "this line makes git take files such as \(name)",
            identity: id))
      case .unnamed:
        let source = (ignore.root ?? ignore.nearest(to: wanted.path))?.source ?? wanted.evidence
        missing[source.path, default: (source, source.firstLine, [])].names.append(name)
      }
    }
    for (_, gap) in missing.sorted(by: { $0.key < $1.key }) {
      breaches.append(
        Breach(
          gap.source, gap.range, "git does not ignore " + gap.names.joined(separator: ", "),
          identity: "missing"))
    }
  }

  /// A path that git must ignore, and what speaks for it.
  private struct Wanted: Hashable {
    let path: [UInt8]
    let evidence: SourceText

    static func == (left: Wanted, right: Wanted) -> Bool { left.path == right.path }
    func hash(into hasher: inout Hasher) { hasher.combine(path) }
  }

  private static func wanted(in model: RepositoryModel, _ ignore: Gitignore) -> [Wanted] {
    var wanted: [Wanted] = []
    func add(_ names: [String], in folder: [UInt8], _ evidence: SourceText) {
      for name in names {
        let item = Wanted(path: folder + Array(name.utf8), evidence: evidence)
        if !wanted.contains(item) { wanted.append(item) }
      }
    }
    let root = ignore.root?.source
    if let root { add([".env", ".env.local"], in: [], root) }
    for file in model.files {
      let folder = Array(file.path.bytes.dropLast(file.path.name.count))
      if DotenvName(file.path) == .example, isEnvTemplate(file.path) {
        add([".env", ".env.local"], in: folder, file.source)
      }
      guard let root else { continue }
      if file.role == .terraform { add(["secrets.tfvars.json"], in: folder, root) }
      if SOPSName.isConfiguration(file.path) || SOPSName.promisesEncryption(file.path) {
        add(["x.dec.yaml", "keys.txt"], in: folder, root)
      }
      if file.role == .script, file.scripts.contains(where: writesBackup) {
        add(["vault-backup.json"], in: [], root)
      }
    }
    return wanted
  }

  /// Whether the name is `.env.…`; other dotenv templates say nothing of a `.env`.
  private static func isEnvTemplate(_ path: RepositoryPath) -> Bool {
    path.name.starts(with: ".env.".utf8)
  }

  private static func writesBackup(_ script: ShellScript) -> Bool {
    script.commands.contains { command in
      let words = command.words + command.redirections.compactMap(\.target)
      return words.contains { $0.text.hasSuffix("vault-backup.json") }
    }
  }
}
