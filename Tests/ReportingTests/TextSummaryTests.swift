import Findings
import Reporting
import Testing

@Suite struct TextSummaryTests {
  private func lastLine(
    _ command: String, blobs: Int, commits: Int = 0, suppressed: Int = 0, notices: [Notice] = []
  ) -> Substring? {
    var coverage = Coverage()
    coverage.blobs = blobs
    coverage.commits = commits
    let report = Report(
      findings: [], rules: [], notices: notices, coverage: coverage, suppressed: suppressed,
      invocation: Report.Invocation(
        command: command, version: "0.1.0", revision: nil, branch: nil, exitStatus: 0))
    let bytes = Reporter(format: .text, verbosity: .quiet).write(report)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").last
  }

  @Test func saysWhatIsClean() {
    #expect(lastLine("staged", blobs: 1) == "no findings in 1 file")
    #expect(
      lastLine("history", blobs: 3, commits: 1200, suppressed: 2)
        == "no findings in 3 blobs of 1,200 commits, 2 suppressed")
  }

  @Test func neverCallsNothingClean() {
    #expect(lastLine("files", blobs: 0) == "nothing was scanned")
    let notice = Notice(.incomplete, subject: "a", message: "Not read.")
    #expect(
      lastLine("files", blobs: 1, notices: [notice])
        == "no findings in 1 file; the scan is incomplete")
  }
}
