import Findings
import Inputs
import TestSupport
import Testing

struct StandardInputTests {
  @Test func isOneInputWhoseLinesAllCount() throws {
    let plan = StandardInput.plan(bytes: [0x61, 0xFF], name: "config/app.env")
    #expect(plan.inputs.count == 1)
    let input = try #require(plan.inputs.first)
    #expect(input.kind == .standardInput)
    #expect(input.path == RepositoryPath("config/app.env"))
    #expect(plan.repository == nil)
    var reader = try InputReader(plan: plan)
    #expect(try reader.read(input) { [$0[0], $0[1]] } == [0x61, 0xFF])
    #expect(try reader.addedLines(of: input) == nil)
  }
}
