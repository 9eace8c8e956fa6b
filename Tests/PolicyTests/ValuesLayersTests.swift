import Findings
@testable import Rules
import Testing

@testable import Policy

@Suite struct ValuesLayersTests {
  private func layers(_ files: [String: String], _ settings: PolicySettings = PolicySettings())
    -> ValuesLayers
  {
    RepositoryModel(
      files: files.map { PolicyFile(path: RepositoryPath($0), bytes: Array($1.utf8)) },
      settings: settings
    ).values
  }

  private func below(_ path: String, _ layers: ValuesLayers) throws -> [String] {
    let file = try #require(layers.files.first { $0.path.display == path })
    return layers.layers(below: file).map(\.path.display)
  }

  @Test func anOverlayLiesOverTheValuesBesideIt() throws {
    let layers = layers([
      "a/values.yaml": "x: 1", "a/values-prod.yaml": "x: 2", "a/values.dev.yaml": "x: 3",
      "b/values-prod.yaml": "x: 4",
    ])
    #expect(try below("a/values-prod.yaml", layers) == ["a/values.yaml"])
    #expect(try below("a/values.dev.yaml", layers) == ["a/values.yaml"])
    #expect(try below("a/values.yaml", layers) == [])
    #expect(try below("b/values-prod.yaml", layers) == [])
  }

  @Test func anEnvironmentsFolderLiesOverTheSharedOne() throws {
    let layers = layers([
      "values/_shared/db/main.yaml": "x: 1", "values/env/dev/db/main.yaml": "x: 2",
      "deploy/overlays/prod/values.yaml": "x: 3", "deploy/base/values.yaml": "x: 4",
    ])
    #expect(try below("values/env/dev/db/main.yaml", layers) == ["values/_shared/db/main.yaml"])
    #expect(try below("deploy/overlays/prod/values.yaml", layers) == ["deploy/base/values.yaml"])
  }

  @Test func configurationMakesValuesOfOtherFiles() throws {
    var settings = PolicySettings()
    settings.environments = [
      PolicySettings.Environment(
        name: "prod", match: ["live/prod/**"], suffix: nil, isProduction: true, aliases: [])
    ]
    let files = [
      "live/prod/db.yaml": "x: 1", "live/base/db.yaml": "x: 2", "live/other/db.yaml": "x: 3",
      "live/prod/object.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}",
    ]
    let layers = layers(files, settings)
    #expect(layers.files.map(\.path.display) == ["live/base/db.yaml", "live/prod/db.yaml"])
    #expect(try below("live/prod/db.yaml", layers) == ["live/base/db.yaml"])
    #expect(self.layers(files).files.isEmpty)
  }

  @Test func sitesAreCalledByTheNamesInLists() throws {
    let text = """
      env:
        - name: SMTP_PASSWORD
          value: heron
      auth: {existingSecret: a, secretKeys: {adminPassword: admin}}
      """
    let values = try #require(layers(["values.yaml": text]).files.first)
    let site = try #require(values.sites.first { $0.name == "SMTP_PASSWORD" })
    #expect(site.path == "env[SMTP_PASSWORD]")
    #expect(site.text == "heron")
    #expect(values.site(at: "auth.secretKeys.adminPassword")?.isKeyName == true)
    #expect(values.site(at: "auth.existingSecret")?.isKeyName == false)
  }
}
