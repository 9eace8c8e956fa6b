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
    let facts = FileFacts(Array(("existingSecret: x\n" + text).utf8))
    let other = FileFacts(Array("existingSecret: api-db\n".utf8))
    #expect(facts.sharesName(with: other) == isFound)
  }

  @Test func keepsItsFactsAsNumbers() {
    let facts = FileFacts(Array("kind: Secret\nmetadata:\n  name: {{ .Values.a }}\n".utf8))
    #expect(facts.marks == [.producer, .openName])
    #expect(FileFacts(words: facts.words) == facts)
    #expect(FileFacts(words: []) == nil)
  }

  /// The files that are read for a change of `changed`.
  private func related(
    to changed: [PolicyFile], among files: [PolicyFile], _ settings: PolicySettings
  ) -> [PolicyFile] {
    let files = files.sorted { $0.path < $1.path }
    var related = RelatedFiles(among: files.map(\.path), settings: settings) { index in
      FileFacts.mayTell(files[index].path) ? FileFacts(files[index].bytes) : FileFacts()
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
