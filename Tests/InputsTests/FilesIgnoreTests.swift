import Findings
import Foundation
import Inputs
import TestSupport
import Testing

/// What is ignored is what git ignores.
struct FilesIgnoreTests {
  private static let patterns = [
    "*.log", "!important.log", "/rooted", "folder/", "a/**/z", "**/anywhere", "foo/*", "!foo/keep",
    "\\#hash", "\\!bang", "[xy].txt", "trailing\\ ", "# comment", "", "deep/er/*.tmp",
    "no/*/more", "out", "!out/kept", "na?e",
    "[[:digit:]]*.num", "[!a-m]eg", "cr\r", "un[closed", "mid/**/dle", "end/**", "dou**ble",
    "[]]x", "r[a-c-]t", "/only/", "bad\\",
  ]

  private static let files = [
    "x.log", "important.log", "sub/x.log", "sub/important.log", "rooted", "sub/rooted",
    "folder/a", "sub/folder/b", "a/z", "a/b/z", "a/b/c/z", "a/b/y", "anywhere", "q/anywhere/r",
    "foo/drop", "foo/keep", "foo/sub/drop", "#hash", "!bang", "x.txt", "y.txt", "z.txt",
    "trailing ", "trailing", "deep/er/a.tmp", "deep/er/b/a.tmp", "no/x/more", "no/x/y/more",
    "out/kept", "out/other", "name", "nave", "nale.txt", "nested/keep.dat", "nested/drop.dat",
    "nested/sub/keep.dat", "nested/sub/drop.dat", "nested/again/x.log", "excluded/a", "UPPER.LOG",
    "1.num", "a1.num", "zeg", "aeg", "cr", "un[closed", "mid/dle", "mid/a/b/dle", "mid/a/dles",
    "end/a",
    "end/b/c", "s/end/b", "double", "dou-ble", "dou/ble", "]x", "r-t", "rct", "rdt", "only/a",
    "s/only/a", "bad",
    "s/out/kept", "nested/important.log",
  ]

  @Test func asGitDoes() throws {
    let repository = try ScratchRepository()
    try repository.write(".gitignore", FilesIgnoreTests.patterns.joined(separator: "\n") + "\n")
    try repository.write("nested/.gitignore", "*.dat\n!keep.dat\n!x.log\n")
    try repository.write("nested/sub/.gitignore", "/keep.dat\n")
    try repository.write(".git/info/exclude", "excluded\n")
    for file in FilesIgnoreTests.files { try repository.write(file, "text\n") }
    try repository.git(["add", "--force", "sub/x.log", "folder/a"])
    let expected = try repository.git([
      "-c", "core.quotepath=false", "ls-files", "--cached", "--others", "--exclude-standard", "-z",
    ]).split(separator: "\0").map(String.init)
    let plan = try Files.plan(repository: repository.folder.path)
    #expect(Set(plan.inputs.map(\.path.display)) == Set(expected))
    #expect(expected.count > 20)
  }
}
