import Findings
import Reporting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reports as users see them, compared byte for byte.
///
/// `SHRIKE_RECORD=1 swift test --filter GoldenTests` writes the files anew, and fails so that
/// someone looks at the difference.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "testdata/reports")

  private func check(_ bytes: [UInt8], _ name: String) throws {
    let file = GoldenTests.folder.appending(path: "\(name).golden")
    if ProcessInfo.processInfo.environment["SHRIKE_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: GoldenTests.folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Issue.record("\(name).golden was recorded: look at the difference")
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(String(decoding: bytes, as: UTF8.self) == golden, "against \(name).golden")
  }

  @Test(arguments: ReportFormat.allCases)
  func everything(_ format: ReportFormat) throws {
    try check(Reporter(format: format).write(SampleReport.report), format.name)
  }

  @Test(arguments: ReportFormat.allCases)
  func nothing(_ format: ReportFormat) throws {
    try check(Reporter(format: format).write(SampleReport.empty), "empty-\(format.name)")
  }

  @Test(arguments: [
    ("text-color", Reporter(format: .text, usesColor: true)),
    ("text-quiet", Reporter(format: .text, verbosity: .quiet)),
    ("text-verbose", Reporter(format: .text, verbosity: .verbose)),
  ])
  func text(_ name: String, _ reporter: Reporter) throws {
    try check(reporter.write(SampleReport.report), name)
  }
}
