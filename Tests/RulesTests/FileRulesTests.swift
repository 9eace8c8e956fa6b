import Findings
import Testing

@testable import Rules

@Suite struct FileRulesTests {
  @Test(
    arguments: [
      (".pgpass", "home/.pgpass"), ("*.rdp", "a/b.rdp"), ("**/vnc/**", "etc/vnc/conf"),
      ("**/mongo*/keyfile*", "mongodb/keyfile.txt"), ("*kubeconfig*.y*ml", "my-kubeconfig-2.yaml"),
      ("[ab]x?.key", "bxy.key"), ("a\\*long", "a*long"), ("é.key", "é.key"), ("?", "x"),
      ("secrets/", "secrets/a"), ("*", "x"),
    ])
  func noKeyIsMissingWhereAGlobMatches(glob: String, path: String) {
    let path = RepositoryPath(path)
    #expect(PathGlobs([glob]).matches(path))
    let keys = PathKeys.keys(of: glob)
    #expect(PathKeys(of: path.bytes).has(keys.first) && PathKeys(of: path.bytes).has(keys.last))
  }

  @Test func mostGlobsAreRuledOut() {
    let path = PathKeys(of: Array("Sources/Detection/TextScanner.swift".utf8))
    for glob in [".pgpass", "*.rdp", "**/vnc/**", "*.htpasswd", "**/config/master.key"] {
      let keys = PathKeys.keys(of: glob)
      #expect(!path.has(keys.first) || !path.has(keys.last), "\(glob)")
    }
  }
}
