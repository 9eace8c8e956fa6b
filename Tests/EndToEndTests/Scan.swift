import Foundation
import TestSupport
import Testing

/// One run of the built binary in a scratch repository.
struct Scan {
  let result: ProgramResult
  /// Where the JSON report was written; there is none where the run ended before a scan.
  let reportFile: URL

  var status: Int { result.status }
  /// The text report and all that was written beside it.
  var everything: String { result.output + result.errors }

  /// The JSON report.
  func report() throws -> ScanReport {
    let data = try Data(contentsOf: reportFile)
    return try JSONDecoder().decode(ScanReport.self, from: data)
  }
}

extension ScratchRepository {
  /// Runs `shrike` with `arguments`, a text report on standard output and a JSON report in a file.
  ///
  /// Whatever the test is about, no planted secret may show in either, unless `--show-secrets` is
  /// among the arguments.
  func scan(
    _ first: String..., arguments rest: [String] = [], in subfolder: String = "",
    environment: [String: String] = [:], input: [UInt8] = [], hidden: [PlantedSecret] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Scan {
    let arguments = rest + first
    let file = scratch.url.appending(path: "report-\(UUID().uuidString).json")
    let formats = [
      "--format", "json", "--output", file.path, "--format", "text", "--output", "-", "--no-color",
    ]
    let result = try PackageFolder.product("shrike").run(
      arguments + formats, in: folder.appending(path: subfolder),
      environment: self.environment.merging(environment) { $1 }, input: input)
    if !arguments.contains("--show-secrets") {
      let json = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      for secret in Array(planted.values) + hidden {
        let trace = secret.trace(in: result.output + result.errors + json)
        #expect(trace == nil, "a planted secret shows", sourceLocation: sourceLocation)
      }
    }
    return Scan(result: result, reportFile: file)
  }

  /// The secret that the stream plants under `name`.
  func secret(_ name: String) throws -> String {
    try #require(planted[name], "the stream plants no '\(name)'").text
  }

  /// The first line of a commit's message.
  func subject(_ commit: String?) throws -> String? {
    guard let commit else { return nil }
    return try git(["log", "-1", "--format=%s", commit])
  }
}
