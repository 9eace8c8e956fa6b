import Findings
import Testing

@testable import Policy

@Suite struct ShellSourceTests {
  private func scripts(_ text: String, path: String) -> [ShellScript] {
    ShellSource.scripts(in: source(text, path: path))
  }

  @Test func knowsScriptsByNameAndFirstLine() {
    #expect(scripts("a", path: "x/run.sh").map(\.origin) == [.file])
    #expect(scripts("#!/usr/bin/env bash\na\n", path: "bin/run").count == 1)
    #expect(scripts("#!/usr/bin/env python3\na\n", path: "bin/run").isEmpty)
    #expect(scripts("a", path: "notes.txt").isEmpty)
  }

  @Test func readsMakefileRecipes() throws {
    let text = """
      TOKEN = x
      deploy: build
      \t@az secret set --value $(TOKEN) \\
      \t  --name "$$NAME"
      # between
      \t-echo $(shell date) $@ $${HOME:-h}
      other = 1
      clean:
      \trm -rf out
      """
    let found = scripts(text, path: "Makefile")
    #expect(found.map(\.origin) == [.makeRecipe, .makeRecipe])
    #expect(found[0].commands.map(\.name) == ["az", "echo", "date"])
    #expect(found[0].expansions.map(\.name) == ["TOKEN", "NAME", "_", "HOME"])
    #expect(found[0].faults.isEmpty)
    let token = try #require(found[0].expansions.first)
    let region = found[0].region(of: token.range)
    #expect(region == Region(startLine: 3, startColumn: 25, endLine: 3, endColumn: 33))
    let home = found[0].expansions[3]
    #expect(found[0].region(of: home.operationRange).startLine == 6)
    #expect(found[1].commands.map(\.name) == ["rm"])
  }

  @Test func readsMarkdownFences() {
    let text = """
      Run `az` like this:

      ```bash
      az keyvault secret set --value x
      ```

      ```yaml
      a: "$(no)"
      ```

      1. In a list:
         ~~~sh title="x"
         vault kv put p v=1
           indented
         ~~~

      ```console
      $ kubectl create secret \\
      >   generic s
      secret/s created
      $ echo done
      ```
      """
    let found = scripts(text, path: "docs/README.md")
    #expect(found.map(\.origin) == [.markdownFence, .markdownFence, .markdownFence])
    #expect(
      found.map { $0.commands.map(\.name) } == [
        ["az"], ["vault", "indented"], ["kubectl", "echo"],
      ])
    #expect(found[1].text.text(0..<99) == "vault kv put p v=1\n  indented\n")
    #expect(
      found[2].commands[0].words.map(\.text) == ["kubectl", "create", "secret", "generic", "s"])
    let last = found[2].commands[1]
    #expect(found[2].region(of: last.range).startLine == 21)
    #expect(found[2].region(of: last.range).startColumn == 3)
  }

  @Test func readsAFenceThatNothingCloses() {
    let script = scripts("````sh\na\n``` x\nb\n", path: "x.md").first
    #expect(script?.text.text(0..<99) == "a\n``` x\nb\n")
  }

  @Test func mapsABlockScalarToItsFile() {
    let file = source("run: |\n    X=\"${P:-env-}\"\n    go\n")
    let script = ShellScript(
      MappedText(source: file, ranges: [11..<26, 30..<33]), origin: .embedded)
    #expect(script.commands.map(\.name) == [nil, "go"])
    #expect(
      script.region(of: script.expansions[0].operationRange)
        == Region(startLine: 2, startColumn: 11, endLine: 2, endColumn: 13))
    #expect(script.region(of: script.commands[1].range).startLine == 3)
  }
}
