import Foundation
import TestSupport

/// What `shrike lint` says of a folder, as its JSON report has it.
struct LintReport {
  let status: Int
  /// Both streams.
  let output: String
  let findings: [Entry]
  /// `kind path:line message`
  let notices: [String]

  /// A finding.
  struct Entry {
    let rule: String
    /// `path:line`
    let place: String
    let message: String
    let evidence: String?
    let related: [(place: String, message: String)]
  }

  init(
    in folder: URL, command: String = "lint", arguments: [String] = [],
    environment: [String: String] = [:], deadline: Int = 120
  ) throws {
    let run = try PackageFolder.product("shrike").run(
      [command] + arguments + ["--format", "json"], in: folder, environment: environment,
      deadline: deadline)
    status = run.status
    output = run.output + run.errors
    guard !run.outputBytes.isEmpty else { throw SetUpError("no report: \(run.errors)") }
    let written = try JSONDecoder().decode(Written.self, from: Data(run.outputBytes))
    findings = written.findings.map { finding in
      Entry(
        rule: finding.rule, place: finding.occurrences[0].text, message: finding.message,
        evidence: finding.evidence,
        related: finding.related.map { ($0.text, $0.message ?? "") })
    }
    notices = written.notices.map { notice in
      "\(notice.kind) \(notice.subject)\(notice.line.map { ":\($0)" } ?? "") \(notice.message)"
    }
  }

  func findings(of rule: String) -> [Entry] { findings.filter { $0.rule == rule } }
  func places(of rule: String) -> [String] { findings(of: rule).map(\.place) }

  private struct Written: Decodable {
    let findings: [Finding]
    let notices: [Notice]

    struct Finding: Decodable {
      let rule: String
      let message: String
      let evidence: String?
      let occurrences: [Place]
      let related: [Place]
    }

    struct Place: Decodable {
      let path: String
      let startLine: Int
      let message: String?

      var text: String { "\(path):\(startLine)" }
    }

    struct Notice: Decodable {
      let kind: String
      let subject: String
      let line: Int?
      let message: String
    }
  }
}

/// A small repository of `testdata`, to be copied and changed by a test.
enum LintFixture {
  static func files(of name: String) throws -> [(path: String, text: [UInt8])] {
    let root = PackageFolder.file("testdata/\(name)").path + "/"
    return try PackageFolder.files(below: "testdata/\(name)", suffix: "").compactMap { file in
      let isFile = try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      guard isFile == true else { return nil }
      return (String(file.path.dropFirst(root.count)), Array(try Data(contentsOf: file)))
    }
  }
}
