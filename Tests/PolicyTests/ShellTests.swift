import Findings
import Testing

@testable import Policy

@Suite struct ShellTests {
  private func read(_ text: String) -> ShellScript {
    ShellScript(MappedText(source(text, path: "run.sh")), origin: .file)
  }

  private func words(_ text: String) -> [[String]] {
    read(text).commands.map { $0.words.map(\.text) }
  }

  @Test func readsWordsWithTheirQuoting() {
    let text = #"az keyvault secret set --name 'a b' --value "x $Y" z\ w ""  # why"#
    let script = read(text)
    #expect(
      words(text) == [
        ["az", "keyvault", "secret", "set", "--name", "a b", "--value", "x ", "z w", ""]
      ])
    let command = script.commands[0]
    #expect(
      command.words.suffix(5).map(\.form) == [.literal, .literal, .expanded, .literal, .literal])
    #expect(script.text.text(command.words[5].range) == "'a b'")
    #expect(script.text.text(command.words[5].content) == "a b")
    #expect(script.comments.map { script.text.text($0) } == ["# why"])
    #expect(script.faults.isEmpty)
  }

  @Test func findsFlagValues() throws {
    let script = read(
      """
      kubectl -n ops create secret generic s --from-literal=password=p=w --from-literal "k=$V" \\
        --docker-password 'dp' -p'{}'
      """)
    let command = script.commands[0]
    #expect(command.runs("kubectl", "create", "secret"))
    #expect(!command.runs("kubectl", "patch", "secret"))
    #expect(!command.runs("kubectl", "secret", "create"))
    let literals = command.values(of: "--from-literal")
    #expect(literals.map(\.text) == ["password=p=w", "k="])
    #expect(literals.map(\.form) == [.literal, .expanded])
    let (key, value) = try #require(literals[0].split(at: "="))
    #expect(key.literal == "password")
    #expect(value.literal == "p=w")
    #expect(script.text.text(value.content) == "p=w")
    let (_, reference) = try #require(literals[1].split(at: "="))
    #expect(script.expansions(in: reference).map(\.name) == ["V"])
    #expect(command.values(of: "--docker-password").map(\.literal) == ["dp"])
    let short = try #require(command.values(of: "-p").first)
    #expect(script.text.text(short.content) == "{}")
    #expect(command.has("--docker-password") && !command.has("--value"))
  }

  @Test func tellsPlaceholdersFromRedirections() {
    let script = read(
      """
      az secret set --value <value> --name "<your-name>" --url https://<vault>.example/x
      cat <in >out
      sort <in>out
      x --a <tenant>-db
      """)
    #expect(
      script.commands[0].words.map(\.form) == [
        .literal, .literal, .literal, .literal, .placeholder, .literal, .placeholder, .literal,
        .placeholder,
      ])
    #expect(script.commands[0].redirections.isEmpty)
    #expect(script.commands[1].redirections.map(\.sign) == ["<", ">"])
    #expect(script.commands[1].redirections.map { $0.target?.text } == ["in", "out"])
    #expect(script.commands[2].redirections.map { $0.target?.text } == ["in", "out"])
    #expect(script.commands[3].words.last?.form == .placeholder)
  }

  @Test func findsExpansionsWithTheirOperators() throws {
    let script = read(
      #"""
      PREFIX="${SECRET_PREFIX:-env-}"
      : "${A:=x}" ${B-y} ${C:?no} ${D+z} ${#E} ${F%%.*} ${G} $H ${I:-${J:-deep}} ${K[0]:-k}
      """#)
    let names = script.expansions.map(\.name)
    #expect(names == ["SECRET_PREFIX", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"])
    #expect(
      script.expansions.map(\.operation) == [
        .defaultIfEmpty, .assignIfEmpty, .defaultIfUnset, .failIfEmpty, .replaceIfSet, .other,
        .other, nil, nil, .defaultIfEmpty, .defaultIfEmpty, .defaultIfEmpty,
      ])
    let first = script.expansions[0]
    #expect(script.text.text(first.range) == "${SECRET_PREFIX:-env-}")
    #expect(script.text.text(first.operationRange) == ":-")
    #expect(first.word?.literal == "env-")
    #expect(first.isQuoted && !script.expansions[2].isQuoted)
    #expect(script.region(of: first.operationRange).startColumn == 24)
    #expect(script.expansions[9].word?.form == .expanded)
    let last = try #require(script.expansions[11].word)
    #expect(script.text.text(last.range) == "k")
  }

  @Test func findsAssignments() {
    let script = read(
      """
      PLAIN=abc
      export VAULT_TOKEN="tok" OTHER
      local -r x=$(id)
      A=1 B=2 make all
      arr=(one "two three" $v)
      C+=d
      echo NOT=one
      env TOKEN=t run
      """)
    let all = script.commands.flatMap(\.assignments)
    #expect(all.map(\.name) == ["PLAIN", "VAULT_TOKEN", "x", "A", "B", "arr", "C", "TOKEN"])
    #expect(
      all.map(\.value.literal) == ["abc", "tok", nil, "1", "2", "", "d", "t"])
    #expect(all.map(\.isExported) == [false, true, false, false, false, false, false, false])
    #expect(all[5].elements.map(\.text) == ["one", "two three", ""])
    #expect(script.text.text(all[1].nameRange) == "VAULT_TOKEN")
    #expect(script.text.text(all[1].value.range) == "\"tok\"")
    #expect(script.commands.last?.name == "run")
  }

  @Test func joinsCommands() {
    let script = read("set -e\naz show -n x || echo placeholder; echo -n v | base64 |& tee && ok\n")
    #expect(
      script.commands.map(\.name) == ["set", "az", "echo", "echo", "base64", "tee", "ok"])
    #expect(
      script.commands.map(\.joint) == [.start, .sequence, .or, .sequence, .pipe, .pipe, .and])
    #expect(script.commands.map(\.previous) == [nil, 0, 1, 2, 3, 4, 5])
    #expect(script.pipeline(of: script.commands[4]).map(\.name) == ["echo", "base64", "tee"])
    #expect(script.pipeline(of: script.commands[1]).map(\.name) == ["az"])
  }

  @Test func flattensCompoundCommands() {
    let text = """
      f() {
        if ! a x; then b; elif c; then d; else e; fi
      }
      function g { h; }
      for i in 1 2; do j "$i"; done
      while k; do (l; m) | n; done
      case "$1" in
        start|go) o ;;
        (stop) p; q ;;
        *) case $x in y) r;; esac ;;
      esac || s
      [[ -n $t && $u == "<x>" ]] && v
      ((w = 1 + $z)); f
      """
    let script = read(text)
    #expect(
      script.commands.compactMap(\.name) == [
        "a", "b", "c", "d", "e", "h", "for", "j", "k", "l", "m", "n", "case", "o", "p", "q",
        "case", "r", "s", "[[", "v", "f",
      ])
    #expect(script.faults.isEmpty, "\(script.faults)")
    #expect(script.commands.first { $0.name == "n" }?.joint == .pipe)
    #expect(script.commands.first { $0.name == "s" }?.joint == .or)
    #expect(script.expansions.map(\.name).contains("z"))
  }

  @Test func readsSubstitutions() throws {
    let script = read("x=\"$(kubectl get secret s | base64 -d)\" y=`id -u` diff <(a) <(b)\n")
    #expect(
      script.commands.map(\.name) == ["diff", "kubectl", "base64", "id", "a", "b"])
    #expect(script.commands.dropFirst().map(\.enclosing) == [0, 0, 0, 0, 0])
    #expect(script.commands[2].joint == .pipe)
    let value = try #require(script.commands[0].assignments.first).value
    #expect(value.form == .expanded)
    #expect(value.parts.map(\.kind) == [.substitution(1..<3)])
  }

  @Test func readsRedirectionsAndHeredocs() throws {
    let text =
      "sops -d x 2>/dev/null > out.yaml <<EOF && next <<-'Q'\nv: $A $(cmd)\nEOF\n\tb $C\n\tQ\nlast"
    let script = read(text)
    #expect(script.commands.map(\.name) == ["sops", "next", "cmd", "last"])
    let redirections = script.commands[0].redirections
    #expect(redirections.map(\.sign) == [">", ">", "<<"])
    #expect(redirections.map(\.descriptor) == [2, nil, nil])
    let expanded = try #require(redirections[2].heredoc)
    #expect(script.text.text(expanded.body) == "v: $A $(cmd)\n")
    let plain = try #require(script.commands[1].redirections.first?.heredoc)
    #expect(script.text.text(plain.body) == "\tb $C\n")
    #expect(!plain.isExpanded && expanded.isExpanded)
    #expect(script.expansions.map(\.name) == ["A"])
    #expect(script.commands[2].enclosing == 0)
    #expect(read("cat <<< \"$x\" &> log").commands[0].redirections.map(\.sign) == ["<<<", "&>"])
  }

  @Test func readsTemplatesAsExpansions() {
    let script = read(
      "deploy --token ${{ secrets.TOKEN }} --name \"{{ .Values.name | default \"x y\" }}\" {a,b}")
    #expect(script.expansions.map(\.form) == [.workflow, .template])
    #expect(
      script.expansions.map(\.name) == ["secrets.TOKEN", ".Values.name | default \"x y\""])
    #expect(
      script.commands[0].words.map(\.form) == [
        .literal, .literal, .expanded, .literal, .expanded, .literal,
      ])
  }

  @Test func seesThroughWrappers() {
    #expect(
      read("sudo -E env A=b /usr/bin/vault kv put p v=x").commands[0].runs("vault", "kv", "put"))
    #expect(read("$CMD x").commands[0].name == nil)
  }

  @Test func readsANSIQuotesAndContinuedLines() {
    #expect(words("echo $'a\\tb' \\\n  c\\\nd") == [["echo", "a\tb", "cd"]])
    #expect(words("echo a \\\r\n  b\r\nc\r\n") == [["echo", "a", "b"], ["c"]])
  }

  @Test func readsOnBehindAnUnclosedQuote() {
    let script = read("echo it's\nvault write x y=\"open $(id)\nlast --value v\n")
    #expect(script.faults.map(\.line) == [1, 2])
    #expect(script.commands.last?.words.map(\.text) == ["last", "--value", "v"])
    #expect(script.commands.compactMap(\.name) == ["echo", "vault", "id", "last"])
    #expect(script.faults.allSatisfy { !$0.message.contains("open $") })
  }

  @Test(arguments: [
    "$(", "${a:-", "\"", "'", "`", "(", "((", "$((", "<<E ", "{{", "${{ ", "a=(", "<(", "\"$(",
    "[[ ",
    "case x in ", "\\", "<a", "f(", "\"${a-", "|", ")", "}", "esac;;", "x <<E\n$(", "`$(",
    "cat <<'E' ",
  ])
  func survivesHostileText(_ piece: String) {
    let script = read(String(repeating: piece, count: 8_000))
    #expect(script.faults.count <= SourceFault.limit)
    #expect(script.commands.allSatisfy { $0.range.upperBound <= script.text.bytes.count })
    #expect(read(String(repeating: piece, count: 3) + "\nend x\n").text.bytes.count > 0)
  }
}
