import Foundation
import TestSupport
import Testing

/// `shrike lint`, which needs no repository.
@Suite struct LintTests {
  private static let store = """
    apiVersion: external-secrets.io/v1beta1
    kind: SecretStore
    metadata: {name: vault}

    """

  @Test func readsTheCurrentFolderOutsideARepository() throws {
    let folder = try ScratchFolder()
    try folder.write("store.yaml", Array(Self.store.utf8))
    let found = try PackageFolder.product("shrike").run(
      ["lint", "--fail-on", "medium"], in: folder.url)
    #expect(found.status == 1, "\(found.errors)")
    #expect(found.output.contains("store.yaml:1:13") && found.output.contains("[ZT301]"))
  }

  @Test func neverPassesAnEmptyFolder() throws {
    let folder = try ScratchFolder()
    let nothing = try PackageFolder.product("shrike").run(["lint"], in: folder.url)
    #expect(nothing.status == 3)
    #expect(nothing.errors.contains("no file was found"))
  }
}
