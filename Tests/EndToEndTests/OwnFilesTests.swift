import TestSupport
import Testing

/// Shrike on its own files: no false alarm, and no credential.
@Suite struct OwnFilesTests {
  @Test func findsNothingInItsOwnFiles() throws {
    let result = try PackageFolder.product("shrike").run(
      ["files", "--no-color"], in: PackageFolder.url)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
