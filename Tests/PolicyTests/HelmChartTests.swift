import Findings
import Foundation
import TestSupport
import Testing

@testable import Policy

@Suite struct HelmChartTests {
  private static let folder = PackageFolder.file("testdata/charts")

  /// Every file of `testdata/charts`, as a repository's.
  private static let paths: [RepositoryPath] = {
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (files ?? []).map { RepositoryPath($0) }
  }()

  private static func read(_ path: RepositoryPath) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: path.display))).map { Array($0) }
  }

  private static let charts = Chart.all(in: paths, read: read)

  private func chart(_ name: String) throws -> Chart {
    try #require(HelmChartTests.charts.first { $0.name == name })
  }

  @Test func findsChartsAndSubcharts() throws {
    let layouts = HelmChartTests.charts.map(\.layout)
    #expect(
      layouts.map(\.folder.display) == [
        "oddities", "storefront", "storefront/charts/cache", "storefront/charts/kit",
      ])
    #expect(layouts.map(\.parent) == [nil, nil, 1, 1])
    let storefront = layouts[1]
    #expect(
      storefront.values.map(\.display) == [
        "storefront/values.yaml", "storefront/ci/nodeport-values.yaml",
        "storefront/values-prod.yaml",
      ])
    #expect(
      storefront.partials.map(\.display) == [
        "storefront/templates/NOTES.txt", "storefront/templates/_helpers.tpl",
      ])
    #expect(layouts[0].crds.map(\.display) == ["oddities/crds/widget.yaml"])
  }

  @Test func leavesOutWhatHelmIgnores() throws {
    let oddities = HelmChartTests.charts[0].layout
    #expect(HelmChartTests.paths.contains(RepositoryPath("oddities/templates/drafts/broken.yaml")))
    #expect(!oddities.manifests.contains { $0.display.contains("drafts") })
  }

  @Test(arguments: [
    ("*.bak", "templates/a.bak", true), ("/a.bak", "templates/a.bak", false),
    ("drafts/", "templates/drafts/x.yaml", true), ("drafts/", "templates/drafts", false),
    ("# *.yaml", "a.yaml", false), ("!a.yaml", "b.yaml", true), ("!a.yaml", "a.yaml", false),
    ("  templates/x.yaml  ", "templates/x.yaml", true), ("", "a.yaml", false),
  ])
  func readsIgnoreFiles(_ pattern: String, _ path: String, _ isIgnored: Bool) {
    #expect(HelmIgnore(Array(pattern.utf8)).ignores(RepositoryPath(path)) == isIgnored)
  }

  @Test func readsEveryTemplate() {
    for chart in HelmChartTests.charts {
      for template in chart.templates {
        #expect(template.content.faults.isEmpty, "\(template.path.display)")
      }
    }
  }

  /// `line path` of every scalar of one template.
  private func lines(_ chart: Chart, _ name: String) throws -> [String] {
    let file = try #require(chart.manifests.first { $0.path.display.hasSuffix(name) }).content
    var found: [String] = []
    for root in file.yaml.roots {
      root.walkScalars { found.append("\($0.value.line) \($0.path)") }
    }
    return found
  }

  @Test func keysStandOnTheirLines() throws {
    let deployment = try lines(chart("storefront"), "deployment.yaml")
    let text = String(
      decoding: HelmChartTests.read(
        RepositoryPath("storefront/templates/deployment.yaml")) ?? [], as: UTF8.self
    ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let envs = deployment.filter { $0.hasSuffix("valueFrom.secretKeyRef.key") }
    #expect(envs.count == 2)
    for entry in deployment {
      let parts = entry.split(separator: " ")
      guard let key = parts[1].split(separator: ".").last?.prefix(while: { $0 != "[" }),
        let line = Int(parts[0]), !parts[1].hasSuffix("]")
      else { continue }
      #expect(text[line - 1].contains(key), "\(entry)")
    }
  }

  @Test func rareFormsAreReadWhereTheyStand() throws {
    let midline = try lines(chart("oddities"), "midline.yaml")
    #expect(midline.contains("7 metadata.annotations[\"prometheus.io/scrape\"]"))
    #expect(midline.contains("5 metadata.labels.app"))
    let branches = try lines(chart("oddities"), "branches.yaml")
    #expect(branches.filter { $0.hasSuffix(" kind") }.count == 2)
    #expect(
      branches.contains("36 spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name"))
    let json = try lines(chart("oddities"), "dashboard.json")
    #expect(json.contains("6 data.title"))
  }

  /// The values keys that feed the value at a path of a template.
  private func sources(_ chart: Chart, _ name: String, _ line: Int) throws -> [String] {
    let file = try #require(chart.manifests.first { $0.path.display.hasSuffix(name) }).content
    var provenance = TemplateProvenance(chart.library)
    let values = provenance.values(of: file)
    let outputs = file.actions.indices.filter {
      file.actions[$0].line == line && file.actions[$0].kind == .output
    }
    return outputs.flatMap { values[$0].paths.map(\.description) }
  }

  @Test func followsValuesThroughRealHelpers() throws {
    let shop = try chart("storefront")
    let secret = try #require(
      HelmChartTests.read(RepositoryPath("storefront/templates/secret.yaml")))
    let text = String(decoding: secret, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    func line(_ word: String) -> Int { (text.firstIndex { $0.contains(word) } ?? -1) + 1 }
    #expect(try sources(shop, "secret.yaml", line("pass: ")) == ["smtp.credentials.pass"])
    #expect(try sources(shop, "secret.yaml", line("user: ")) == ["smtp.credentials.user"])
    #expect(try sources(shop, "secret.yaml", line("queue-key")) == ["queues.orders.key"])
    #expect(try sources(shop, "secret.yaml", line("randAlphaNum")) == ["auth.password"])
    let cache = try chart("cache")
    #expect(try sources(cache, "statefulset.yaml", 16) == ["auth.password"])
  }

  @Test func subchartsShareNamedTemplates() throws {
    let shop = try chart("storefront")
    #expect(shop.library["kit.names.fullname"] != nil)
    #expect(try chart("kit").library["storefront.image"] != nil)
    #expect(try chart("oddities").library["kit.names.fullname"] == nil)
  }

  /// The charts are what they claim to be: a real helm renders them.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["SHRIKE_HELM"] != nil,
      "set SHRIKE_HELM to a helm binary"),
    arguments: ["storefront", "oddities"])
  func rendersWithHelm(_ name: String) throws {
    let helm = try #require(ProcessInfo.processInfo.environment["SHRIKE_HELM"])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: helm)
    process.arguments = ["template", "x", HelmChartTests.folder.appending(path: name).path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let rendered = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let objects = YAMLFile(Array(rendered))
    #expect(objects.faults.isEmpty)
    #expect(objects.roots.contains { $0["kind"]?.text == "Secret" })
  }
}
