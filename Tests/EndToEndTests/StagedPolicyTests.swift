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

  /// Among more charts than a hook would read, a change is compared with those that it concerns.
  @Test func comparesAChangeWithFewOfManyCharts() throws {
    let repository = try ScratchRepository()
    for number in 0..<400 {
      let folder = "charts/chart-\(number)"
      try repository.write("\(folder)/Chart.yaml", "apiVersion: v2\nname: chart-\(number)\n")
      try repository.write(
        "\(folder)/values.yaml",
        "imagePullSecrets:\n  - name: pull\ndb:\n  existingSecret: db-\(number)\n")
    }
    let maker =
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db-7\n  namespace: apps\ndata: {}\n"
    try repository.write("charts/chart-7/secrets/db.yaml", maker)
    try repository.git("add --all")
    try repository.git(["commit", "--quiet", "--message", "Charts"])
    let values = "charts/chart-7/values.yaml"
    try repository.write(
      values, "imagePullSecrets:\n  - name: pull\ndb:\n  existingSecret: db-7\n  passwordKey: pw\n")
    try repository.git("add --all")
    for _ in 0..<2 {
      let scan = try repository.scan("staged")
      #expect(!scan.everything.contains("only the policies that look at one file"))
      #expect(try told(of: values, by: scan).contains { $0.hasPrefix("ZT206") })
    }
  }

  /// A store that all of them use is more than a hook compares: that is said, and the rest judged.
  @Test func saysWhereAChangeConcernsTooMany() throws {
    let repository = try ScratchRepository()
    for number in 0..<320 {
      try repository.write(
        "apps/\(number)/secret.yaml",
        "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: a-\(number)\n"
          + "spec:\n  secretStoreRef:\n    kind: ClusterSecretStore\n    name: platform\n")
    }
    try repository.git("add --all")
    try repository.git(["commit", "--quiet", "--message", "Apps"])
    let store =
      "apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata:\n  name: platform\n"
      + "spec:\n  provider:\n    fake: {}\n"
    try repository.write("stores/platform.yaml", store)
    try repository.git("add --all")
    let scan = try repository.scan("staged")
    #expect(scan.everything.contains("only the policies that look at one file ran"))
    #expect(try !told(of: "stores/platform.yaml", by: scan).isEmpty)
  }
}
