import Testing

@testable import Policy

@Suite struct FactFileNamesTests {
  @Test(arguments: [
    "a/b.YAML", "values.yml", "x.json", "run.sh", ".envrc", "docs/a.markdown", "Makefile",
    "sub.d/GNUmakefile", "makefile.am", "a.b/c.tpl",
  ])
  func readsFilesThatMayNameSecrets(path: String) {
    #expect(FileFacts.mayTell(Array(path.utf8)[...]))
  }

  @Test(arguments: [
    "", "/", "yaml", "a.yaml/b", "main.swift", "a.yamls", "a.xmarkdown", "markdown", "a.", "maker",
    "yaml.lock", "x.verylongending",
  ])
  func readsNoOthers(path: String) {
    #expect(!FileFacts.mayTell(Array(path.utf8)[...]))
  }
}
