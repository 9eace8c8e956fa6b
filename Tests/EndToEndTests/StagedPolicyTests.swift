import Foundation
import TestSupport
import Testing

/// The policies of a commit hook: what `staged` says of a change is what `lint` says of the tree.
@Suite struct StagedPolicyTests {
  /// A platform with every file committed but `path`, which is staged.
  private func platform(staging path: String) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    let root = PackageFolder.url.appending(path: "testdata/systems/s0-matih/bad")
    for file in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let url = root.appending(path: file)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      try repository.write(file, Array(try Data(contentsOf: url)))
    }
    try repository.git("add --all")
    try repository.git("reset --quiet -- \(path)")
    try repository.git(["commit", "--quiet", "--message", "All but one"])
    try repository.git("add \(path)")
    return repository
  }

  private func told(of path: String, by scan: Scan) throws -> [String] {
    try scan.report().findings.filter { $0.rule.hasPrefix("ZT") && $0.primary.path == path }
      .map { "\($0.rule) \($0.primary.place)" }.sorted()
  }

  @Test(arguments: [
    "env/prod/tenant-acme/external-secrets.yaml", "env/prod/platform/cluster-secret-stores.yaml",
  ])
  func saysOfAChangeWhatLintSaysOfTheTree(path: String) throws {
    let repository = try platform(staging: path)
    let lint = try told(of: path, by: try repository.scan("lint"))
    let staged = try told(of: path, by: try repository.scan("staged"))
    #expect(!lint.isEmpty)
    #expect(staged == lint)
  }

  /// The kept facts are an optimisation: neither damage nor their absence changes a result.
  @Test func passesOverDamagedFacts() throws {
    let path = "env/prod/tenant-acme/external-secrets.yaml"
    let repository = try platform(staging: path)
    let first = try told(of: path, by: try repository.scan("staged"))
    for content in ["", "SHRK", String(repeating: "garbage ", count: 5_000)] {
      try repository.write(".git/shrike/facts", content)
      #expect(try told(of: path, by: try repository.scan("staged")) == first)
    }
    #expect(!first.isEmpty)
  }
}
