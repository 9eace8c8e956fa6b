import Findings
import Foundation
import Git
import Inputs
import Policy
import Rules

/// Renders a repository's charts with the user's helm, one copy of a chart at a time.
///
/// Helm sees the bytes that are scanned, the index's or a commit's too, and nothing beside them: a
/// copy of the chart's files in a temporary folder, without links and without the values' schema,
/// which may name addresses to fetch.
struct HelmRendering {
  let mode: HelmMode
  let settings: PolicySettings
  /// Every file of the scope, those that no policy reads as well.
  let inputs: [Input]

  /// Bytes of one chart.
  private static let chartLimit = 64 << 20

  /// Why `--helm always` renders nothing where only a change is looked at.
  static let partial = Notice(
    .incomplete,
    message: "no chart was rendered: a scan of the change alone does not have whole charts; use"
      + " `shrike lint --helm always`")

  /// What came of it.
  struct Outcome {
    var charts: [RenderedChart] = []
    var notices: [Notice] = []
  }

  func run(_ files: [PolicyFile], reader: inout InputReader) -> Outcome {
    guard mode != .never else { return Outcome() }
    let requests = RenderRequest.all(for: files, settings: settings, plainToo: mode == .always)
    guard !requests.isEmpty else { return Outcome() }
    var outcome = Outcome()
    guard let helm = HelmProgram.onPath() else {
      outcome.notices.append(
        Notice(
          mode == .always ? .incomplete : .information,
          message: "helm is not on PATH, so no chart was rendered; templates were read as they are"
            + " written"))
      return outcome
    }
    for request in requests {
      do {
        outcome.charts.append(try render(request, helm, reader: &reader))
      } catch {
        outcome.notices.append(notice(of: error, request))
      }
    }
    let count = Set(outcome.charts.map(\.request.chart)).count
    if count > 0 {
      outcome.notices.append(
        Notice(
          .information,
          message: "helm rendered \(count) \(count == 1 ? "chart" : "charts")"
            + HelmRendering.names(of: outcome.charts)))
    }
    return outcome
  }

  private static func names(of charts: [RenderedChart]) -> String {
    let names = Set(charts.compactMap(\.request.environment)).sorted()
    return names.isEmpty ? "" : " for \(names.joined(separator: ", "))"
  }

  private func render(
    _ request: RenderRequest, _ helm: HelmProgram, reader: inout InputReader
  ) throws -> RenderedChart {
    let home = FileManager.default.temporaryDirectory
      .appending(path: "shrike-helm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: home) }
    var arguments = [
      RenderedChart.release, "chart", "--namespace", RenderedChart.namespace,
    ]
    try copy(below: request.chart, to: home.appending(path: "chart"), reader: &reader)
    for (index, path) in request.values.enumerated() {
      guard let input = inputs.first(where: { $0.path == path }) else { continue }
      let file = home.appending(path: "values-\(index).yaml")
      try reader.read(input) { Data(Array(copying: $0)) }.write(to: file)
      arguments += ["--values", file.path]
    }
    return RenderedChart(request, output: try helm.template(arguments, home: home))
  }

  private func copy(
    below folder: RepositoryPath, to target: URL, reader: inout InputReader
  ) throws {
    var size = 0
    for input in inputs where input.kind == .file {
      guard let inside = HelmRendering.path(of: input.path, below: folder) else { continue }
      let file = target.appending(path: inside)
      guard file.lastPathComponent != "values.schema.json" else { continue }
      let data = try reader.read(input) { Data(Array(copying: $0)) }
      size += data.count
      guard size <= HelmRendering.chartLimit else { throw HelmProgram.Failure.tooMuch }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
  }

  /// The path from the chart's folder; nil for a file outside, or with a name that would lead out.
  private static func path(of path: RepositoryPath, below folder: RepositoryPath) -> String? {
    let prefix = folder.bytes + (folder.bytes.isEmpty ? [] : [UInt8(ascii: "/")])
    guard path.bytes.starts(with: prefix),
      let inside = String(validating: path.bytes.dropFirst(prefix.count), as: UTF8.self)
    else { return nil }
    let parts = inside.split(separator: "/", omittingEmptySubsequences: false)
    return parts.contains { ["", ".", "..", ".git"].contains($0) } ? nil : inside
  }

  private func notice(of error: any Error, _ request: RenderRequest) -> Notice {
    let folder = request.chart.bytes.isEmpty ? "" : request.chart.display + "/"
    var (subject, line, reason) = (folder + "Chart.yaml", nil as Int?, "its files cannot be copied")
    switch error {
    case HelmProgram.Failure.notStarted: reason = "helm cannot be started"
    case HelmProgram.Failure.tooSlow: reason = "it takes too long"
    case HelmProgram.Failure.tooMuch: reason = "it is too large"
    case HelmProgram.Failure.refused(let text):
      let complaint = HelmComplaint(text)
      reason = complaint.reason
      if let place = complaint.place { (subject, line) = (folder + place.path, place.line) }
    default: break
    }
    let environment = request.environment.map { " for \($0)" } ?? ""
    return Notice(
      mode == .always ? .incomplete : .warning, subject: subject, line: line,
      message: "ZT805: helm could not render the chart\(environment): \(reason); its templates"
        + " were read as they are written")
  }
}
