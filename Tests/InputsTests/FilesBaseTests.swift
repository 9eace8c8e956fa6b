import Foundation
import Testing

@testable import Inputs

struct FilesBaseTests {
  private func bytes(_ path: String) -> [UInt8] { Array(path.utf8) }

  @Test func pathsFromAFolder() {
    #expect(FileBase.relative(bytes("/a/b"), to: bytes("/a")) == bytes("b"))
    #expect(FileBase.relative(bytes("/a"), to: bytes("/a")) == [])
    #expect(FileBase.relative(bytes("/ab"), to: bytes("/a")) == nil)
    #expect(FileBase.relative(bytes("/a"), to: []) == bytes("a"))
    #expect(FileBase.join([], bytes("a")) == bytes("/a"))
    #expect(FileBase.parent(of: bytes("/a")) == [])
    #expect(FileBase.trimmed(bytes("/")) == [])
  }

  @Test func theCurrentFolderWhereAllLieInIt() throws {
    let current = FileManager.default.currentDirectoryPath
    let inside = ["/Sources", "/Tests/x"].map { bytes(current + $0) }
    #expect(try FileBase.shared(by: inside) == bytes(current))
    #expect(try FileBase.shared(by: [bytes(current)]) == bytes(current))
    #expect(try FileBase.shared(by: [bytes("/etc"), bytes("/bin/sh")]) == [])
    #expect(try FileBase.shared(by: [bytes("/etc")]) == bytes("/etc"))
  }
}
