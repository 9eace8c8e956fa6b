import Testing

@testable import Policy

@Suite struct TemplateReadingTests {
  private func template(_ text: String) -> TemplateFile { TemplateFile(Array(text.utf8)) }

  @Test func tokensKnowWhereTheyStand() throws {
    let file = template(#"key: {{ .Values.a.b | default "x\"y" | trunc 8 }}"#)
    let tokens = TemplateTokens(file.actions[0], in: file.bytes).tokens
    #expect(tokens.map(\.text) == [".Values.a.b", "default", #"x\"y"#, "trunc", "8"])
    #expect(tokens.map(\.kind) == [.operand, .word, .string, .word, .word])
    for token in tokens { #expect(file.bytes.text(token.range) == token.text) }
  }

  @Test func fallbacksAreFoundInEitherForm() throws {
    let file = template(
      #"""
      a: {{ .Values.x | default "one" }}
      b: {{ default "two" .Values.y }}
      c: {{ coalesce .Values.p .Values.q "three" }}
      d: {{ ternary "four" "five" (hasKey .Values "z") }}
      e: {{ .Values.n | default "" }}
      f: {{ default (printf "%s-x" .Release.Name) .Values.m }}
      """#)
    let found = file.actions.flatMap { TemplateFallback.all(in: $0, bytes: file.bytes) }
    #expect(found.map(\.literals) == [["one"], ["two"], ["three"], ["four", "five"]])
    #expect(found.map(\.testsPresence) == [false, false, false, true])
    #expect(found.map { file.bytes.text($0.functionRange) } == found.map(\.function))
  }

  @Test(arguments: [
    ("{{ if not .Values.auth.existingSecret }}", true),
    ("{{ if .Values.serviceAccount.create }}", true),
    (#"{{ if (include "app.createSecret" .) }}"#, true),
    ("{{ if .Values.createDemoSecret }}", true),
    ("{{ if and .Values.imagePullSecretsCreate.enabled .Values.x }}", true),
    ("{{ if .Values.createUser }}", false),
    ("{{ if .Values.x }}{{ else if not .Values.tls.existingSecretName }}", true),
    ("{{ if .Values.externalSecrets.enabled }}{{ else }}", true),
    ("{{ if .Values.registry.enabled }}", false),
    ("{{ range .Values.existingSecrets.create.list }}", false),
    ("{{ if not .Values.existingSecret }}{{ end }}{{ if .Values.x }}", false),
  ])
  func aConditionLetsAnExistingSecretIn(opening: String, isReplaceable: Bool) throws {
    let text = opening + "\nkind: Secret\n{{ end }}\n"
    let offset = try #require(text.utf8.firstRange(of: "kind".utf8)).lowerBound
    let place = text.utf8.distance(from: text.utf8.startIndex, to: offset)
    #expect(TemplateGuard.isReplaceable(place, in: template(text)) == isReplaceable)
  }

  @Test(arguments: [
    ("password: dev-1", "password", "dev-1"), ("- apiKey: 'a b'", "apiKey", "a b"),
    ("export VAULT_TOKEN=abc", "VAULT_TOKEN", "abc"), ("--set-token abc", "set-token", "abc"),
    ("auth.token = \"x\"  # why", "token", "x"), (#""password": "x","#, "password", "x"),
  ])
  func anAssignmentStandsAlone(text: String, key: String, value: String) throws {
    let bytes = Array(text.utf8)
    let found = try #require(AssignedLiteral(0..<bytes.count, of: bytes))
    #expect(found.key == key)
    #expect(found.value == value)
    #expect(bytes.text(found.range) == value)
  }

  @Test(arguments: [
    "The password: ask the team", "password: see the wiki", "password", "password:", "API_TOKEN=",
    "token:abc", "token abc", "\"password: x",
  ])
  func proseIsNoAssignment(text: String) {
    let bytes = Array(text.utf8)
    #expect(AssignedLiteral(0..<bytes.count, of: bytes) == nil)
  }
}
