import Foundation
import TestSupport
import Testing

/// `--helm` with the real helm: what a chart becomes in an environment, told at the template's lines.
@Suite(.enabled(if: HelmTool.isInstalled, Comment(rawValue: HelmTool.absence)))
struct HelmTests {
  @Test func tellsWhatOnlyTheRenderedChartShowsAtTheTemplatesLine() throws {
    let folder = try Self.platform()
    let read = try Self.lint(folder, "--helm", "never")
    #expect(read.places(of: "ZT208").isEmpty)
    let rendered = try Self.lint(folder, "--helm", "auto")
    let mounts = rendered.findings(of: "ZT208")
    // The include that writes one mount, since the mount itself stands in a helper, and the toYaml
    // that writes the other, which the values hold.
    let template = "charts/orders/templates/deployment.yaml"
    #expect(mounts.map(\.place) == ["\(template):21", "\(template):23"])
    #expect(mounts.allSatisfy { $0.evidence == "rendered" })
    let values = try #require(mounts.last?.related.last)
    #expect(values.place == "charts/orders/values-prod.yaml:11")
    #expect(rendered.notices.contains { $0.contains("helm rendered 1 chart for prod") })
  }

  @Test func tellsACredentialOfTheValuesOnceAndNamesTheKey() throws {
    let folder = try Self.platform()
    let found = try Self.lint(folder, "--helm", "auto")
    let at = found.findings.filter { $0.place.hasPrefix("charts/orders/values-prod.yaml:5") }
    #expect(at.map(\.rule) == ["ZT115"], "one finding, which names ZT101 as well")
    #expect(at.allSatisfy { $0.evidence != "rendered" })
    #expect(found.places(of: "ZT101").isEmpty)
    #expect(found.places(of: "ZT201").isEmpty, "the same literal a second time")
  }

  /// A chart under another name in its parent, whose values stand below that name.
  @Test func leadsIntoTheTemplatesOfASubchart() throws {
    let folder = try ScratchFolder()
    let chart = "apiVersion: v2\nversion: 0.1.0\nname: "
    let parent = chart + "app\ndependencies: [{name: sub, version: 0.1.0, alias: backend}]\n"
    try folder.write("app/Chart.yaml", Array(parent.utf8))
    try folder.write("app/charts/sub/Chart.yaml", Array((chart + "sub\n").utf8))
    try folder.write(
      "app/values.yaml",
      Array("backend:\n  mounts:\n    - {name: tls, mountPath: /etc/tls}\n".utf8))
    try folder.write("app/charts/sub/values.yaml", Array("mounts: []\n".utf8))
    try folder.write(
      "app/charts/sub/templates/pod.yaml",
      Array(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: sub}
        spec:
          volumes: [{name: tls, secret: {secretName: tls}}]
          containers:
            - name: sub
              volumeMounts: {{- toYaml .Values.mounts | nindent 8 }}

        """.utf8))
    let mount = try #require(
      try Self.lint(folder, "--helm", "always").findings(of: "ZT208").first)
    #expect(mount.place == "app/charts/sub/templates/pod.yaml:8")
    #expect(mount.related.last?.place == "app/values.yaml:3")
  }

  /// The chart of the branch, with the values that the configuration of its base names.
  @Test func rendersTheFilesOfARange() throws {
    let folder = try Self.platform()
    let git = try Program(named: "git")
    func run(_ arguments: String...) throws {
      let name = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
      #expect(try git.run(name + arguments, in: folder.url).status == 0)
    }
    try run("init", "--quiet", "--initial-branch", "main", ".")
    try run("add", ".shrike.yaml", "charts/orders/Chart.yaml")
    try run("commit", "--quiet", "--message", "base")
    try run("add", ".")
    try run("commit", "--quiet", "--message", "chart")
    let range = try LintReport(
      in: folder.url, command: "range", arguments: ["HEAD~1...HEAD", "--helm", "auto"],
      environment: ["PATH": HelmTool.folder.path, "HOME": folder.url.path])
    #expect(range.findings(of: "ZT208").map(\.evidence) == ["rendered", "rendered"])
  }

  @Test func doesNotRunWithoutBeingAsked() throws {
    let folder = try Self.platform()
    let silent = try Self.lint(folder)
    #expect(!silent.notices.contains { $0.contains("helm") })
    // Without value sets there is nothing that auto would render.
    try folder.write(".shrike.yaml", [])
    #expect(!(try Self.lint(folder, "--helm", "auto")).notices.contains { $0.contains("helm") })
  }

  @Test func aChartThatCannotBeRenderedIsANoticeAndTheTemplatesStand() throws {
    let folder = try Self.platform()
    try folder.write(
      "charts/orders/templates/broken.yaml",
      Array("a: 1\nb: {{ required \"the-hidden-word\" .Values.nowhere }}\n".utf8))
    let auto = try Self.lint(folder, "--helm", "auto")
    let place = "charts/orders/templates/broken.yaml:2"
    #expect(
      auto.notices.contains {
        $0.hasPrefix("warning \(place)") && $0.contains("a value that the chart requires")
      }, "\(auto.notices)")
    #expect(auto.status == 1 && !auto.findings(of: "ZT115").isEmpty)
    #expect(!auto.output.contains("the-hidden-word"))
    let always = try Self.lint(folder, "--helm", "always", "--only", "ZT306")
    #expect(always.status == 3, "\(always.output)")
    #expect(always.notices.contains { $0.hasPrefix("incomplete \(place)") })
  }

  @Test func aMissingDependencyIsNotFetched() throws {
    let folder = try Self.platform()
    try folder.write(
      "charts/orders/Chart.yaml",
      Array(
        """
        apiVersion: v2
        name: orders
        version: 0.1.0
        dependencies:
          - {name: common, version: 1.0.0, repository: "https://charts.invalid/"}

        """.utf8))
    let found = try Self.lint(folder, "--helm", "always", "--only", "ZT306")
    #expect(found.status == 3)
    #expect(found.notices.contains { $0.contains("helm dependency build") }, "\(found.notices)")
  }

  @Test func aChartThatNeverEndsIsStopped() throws {
    let folder = try Self.platform()
    try folder.write(
      "charts/orders/templates/bomb.yaml",
      Array("{{- range until 2000000000 }}\na: {{ . }}\n{{- end }}\n".utf8))
    let start = ContinuousClock.now
    let found = try Self.lint(folder, "--helm", "auto")
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(found.notices.contains { $0.hasPrefix("warning charts/orders") }, "\(found.notices)")
  }

  @Test func helmSeesNothingOfTheUserOrBesideTheChart() throws {
    let folder = try Self.platform()
    // A link out of the chart, which helm would follow.
    let secret = try ScratchFolder()
    let uri = "postgres://app:" + "Hidden-outside-9" + "@db/app"
    try secret.write("outside.txt", Array(uri.utf8))
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "charts/orders/link.txt"),
      withDestinationURL: secret.url.appending(path: "outside.txt"))
    try folder.write(
      "charts/orders/templates/configmap.yaml",
      Array(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: orders}
        data:
          url: {{ .Files.Get "link.txt" | quote }}

        """.utf8))
    let found = try Self.lint(folder, "--helm", "always")
    #expect(found.places(of: "ZT202").isEmpty && found.places(of: "ZT205").isEmpty)
    #expect(!found.output.contains("Hidden-outside"))
  }

  @Test func withoutHelmOnPathAlwaysIsIncomplete() throws {
    let folder = try Self.platform()
    let found = try Self.lint(folder, "--helm", "always", "--only", "ZT306", path: "/nowhere")
    #expect(found.status == 3 && found.notices.contains { $0.contains("helm is not on PATH") })
    let auto = try Self.lint(folder, "--helm", "auto", "--only", "ZT306", path: "/nowhere")
    #expect(auto.status == 0)
  }

  // MARK: Set-up

  /// A chart whose helper leaves `readOnly` out in production.
  private static func platform() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (path, text) in try LintFixture.files(of: "helm/orders") { try folder.write(path, text) }
    return folder
  }

  private static func lint(
    _ folder: ScratchFolder, _ arguments: String..., path: String = HelmTool.folder.path
  ) throws -> LintReport {
    try LintReport(
      in: folder.url, arguments: arguments, environment: ["PATH": path, "HOME": folder.url.path])
  }
}
