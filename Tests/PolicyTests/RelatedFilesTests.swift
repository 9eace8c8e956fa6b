import Configuration
import Findings
import Rules
import Testing

@testable import Policy

/// A staged change is judged on the files that it is related to; what is said of it must be what a
/// lint of everything says.
@Suite struct RelatedFilesTests {
  /// Each file of each platform as the change, good and bad.
  @Test(arguments: SeedSystem.names, ["good", "bad"])
  func saysOfAChangeWhatALintOfAllSays(name: String, form: String) throws {
    let system = try SeedSystem("\(name)/\(form)")
    let files = system.files.filter { PolicyLinter.reads($0.path) }.sorted { $0.path < $1.path }
    let whole = system.lint(files).findings
    var read = 0
    for changed in files {
      let related = related(to: [changed], among: files, system.settings.policy)
      read += related.count
      let part = system.lint(related).findings
      #expect(
        told(of: changed, in: part) == told(of: changed, in: whole), "\(changed.path.display)")
    }
    // It would be no use if every change took everything.
    #expect(read < files.count * files.count * 3 / 4)
  }

  @Test func readsTheChartItsOverlaysAndWhoSharesAName() {
    let files = [
      ("charts/api/Chart.yaml", "name: api\n"),
      ("charts/api/templates/secret.yaml", "kind: Secret\n"),
      ("charts/api/values.yaml", "auth:\n  existingSecret: api-db\n"),
      ("charts/api/values-prod.yaml", "a: 1\n"),
      ("charts/other/Chart.yaml", "name: other\n"),
      ("charts/other/templates/secret.yaml", "kind: Secret\nmetadata:\n  name: other-db\n"),
      ("charts/other/values.yaml", "a: 1\n"),
      ("deploy/secrets.yaml", "kind: Secret\nmetadata: {name: \"api-db\"}\n"),
      ("docs/readme.md", "nothing\n"),
      ("kustomization.yaml", "namespace: a\n"),
    ].map { PolicyFile(path: RepositoryPath($0.0), bytes: Array($0.1.utf8)) }
    let found = related(to: [files[2]], among: files, PolicySettings()).map(\.path.display)
    #expect(
      found == [
        "charts/api/Chart.yaml", "charts/api/templates/secret.yaml", "charts/api/values-prod.yaml",
        "charts/api/values.yaml", "deploy/secrets.yaml", "kustomization.yaml",
      ])
  }

  @Test(arguments: [
    ("metadata:\n  name: \"api-db\"\n", true),
    ("target: {creationPolicy: Owner, name: api-db}", true),
    ("{\"metadata\": {\"name\":\"api-db\"}}", true), ("  secretName: &a api-db # why\n", true),
    ("kubectl create secret generic api-db --from-literal=a=b", true),
    ("ports:\n  - name: api-db\n", false), ("# name: api-db\n", false), ("title: api-db\n", false),
  ])
  func readsNamesWhereverTheyStand(text: String, isFound: Bool) {
    let facts = FileFacts(Array(("kind: Secret\n" + text).utf8))
    let other = FileFacts(Array("existingSecret: api-db\n".utf8))
    #expect(facts.sharesName(with: other) == isFound)
  }

  /// Two readers of one Secret say nothing of each other; a reader and a maker do, wherever they are.
  @Test(arguments: [
    ("imagePullSecrets:\n  - name: pull\n", "imagePullSecrets:\n  - name: pull\n", false),
    ("existingSecret: pull\n", "kind: ExternalSecret\nspec:\n  target:\n    name: pull\n", true),
    (
      "kind: SealedSecret\nmetadata: {name: pull}\n", "kind: Secret\nmetadata: {name: pull}\n", true
    ),
    (
      "secretStoreRef: {kind: ClusterSecretStore, name: pull}\n", "secretRef: {name: pull}\n", false
    ),
    (
      "secretStoreRef: {name: pull, kind: SecretStore}\n",
      "{\"metadata\": {\"name\": \"pull\"}, \"kind\": \"SecretStore\"}", true
    ),
    ("kind: Service\nmetadata:\n  name: pull\n", "existingSecret: pull\n", false),
    (
      "kind: ServiceAccount\nmetadata:\n  name: pull\n",
      "kind: SecretStore\nspec:\n  serviceAccountRef:\n    name: pull\n", true
    ),
    ("eks.amazonaws.com/role-arn: pull\n", "eks.amazonaws.com/role-arn: pull\n", true),
  ])
  func comparesNamesByWhatTheyName(first: String, second: String, isShared: Bool) {
    let one = FileFacts(Array(first.utf8))
    let two = FileFacts(Array(second.utf8))
    #expect(one.sharesName(with: two) == isShared)
    #expect(two.sharesName(with: one) == isShared)
  }

  @Test func keepsItsFactsAsNumbers() {
    let facts = FileFacts(
      Array("kind: Secret\nmetadata:\n  name: {{ .Values.a }}\n---\nsecretName: b\n".utf8))
    #expect(facts.marks == [] && facts.open == .producer && facts.names.count == 1)
    #expect(FileFacts(words: facts.words[...]) == facts)
    #expect(FileFacts(words: []) == nil)
    #expect(FileFacts(Array("kind: ClusterSecretStore\n".utf8)).marks == .store)
    #expect(FileFacts(Array("cp vault-backup.json x\n".utf8)).marks == .backup)
  }

  /// The files that are read for a change of `changed`.
  private func related(
    to changed: [PolicyFile], among files: [PolicyFile], _ settings: PolicySettings
  ) -> [PolicyFile] {
    let files = files.sorted { $0.path < $1.path }
    let paths = PathList(files.map(\.path))
    var related = RelatedFiles(among: paths, settings: settings) { index in
      FileFacts.mayTell(paths.bytes(at: index)) ? FileFacts(files[index].bytes) : FileFacts()
    }
    return related.find(for: changed).map { files[$0] }
  }

  private func told(of file: PolicyFile, in findings: [Finding]) -> [String] {
    findings.filter { finding in
      finding.primary.path == file.path || finding.related.contains { $0.path == file.path }
    }.map { finding in
      let place = finding.primary
      return "\(finding.ruleID) \(place.path.display):\(place.region.startLine) \(finding.message)"
    }.sorted()
  }
}
