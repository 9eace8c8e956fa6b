import Foundation
import TestSupport
import Testing

/// The same input gives the same bytes, whatever the threads do.
@Suite struct DeterminismTests {
  @Test(arguments: ["places", "encodings", "paths"], ["text", "sarif", "json", "jsonl"])
  func writesTheSameBytes(_ stream: String, _ format: String) throws {
    let repository = try ScratchRepository(stream: stream)
    let shrike = try PackageFolder.product("shrike")
    let runs = try [["--jobs", "1"], ["--jobs", "2"], ["--jobs", "2"], ["--jobs", "7"]].map {
      try shrike.run(
        ["history", "--no-color", "--format", format] + $0, in: repository.folder,
        environment: repository.environment)
    }
    #expect(runs[0].status == 1, "\(runs[0].errors)")
    #expect(!runs[0].outputBytes.isEmpty)
    for run in runs.dropFirst() {
      #expect(run.outputBytes == runs[0].outputBytes)
      #expect(run.status == runs[0].status)
    }
  }

  /// How a repository is stored is no part of what is in it.
  @Test func writesTheSameBytesForAPackedRepository() throws {
    let repository = try ScratchRepository(stream: "places")
    let shrike = try PackageFolder.product("shrike")
    func report() throws -> String {
      try shrike.run(
        ["history", "--format", "json"], in: repository.folder, environment: repository.environment
      ).output
    }
    let loose = try report()
    try repository.git("repack -adfq --depth=50")
    try repository.git("pack-refs --all")
    #expect(try report() == loose)
  }
}
