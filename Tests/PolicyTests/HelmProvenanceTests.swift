import Testing

@testable import Policy

@Suite struct HelmProvenanceTests {
  /// What feeds the last output of a template, and the literals that it may write.
  private func sources(_ text: String, helpers: String = "") -> TemplateValue {
    let file = template(text)
    let library = TemplateLibrary([TemplateFile(Array(helpers.utf8), isManifest: false), file])
    var provenance = TemplateProvenance(library)
    let values = provenance.values(of: file)
    let last = file.actions.lastIndex { $0.kind == .output } ?? 0
    return values[last]
  }

  @Test(arguments: [
    ("{{ .Values.a.b | quote }}", "a.b"), ("{{ with .Values.a }}{{ .b }}{{ end }}", "a.b"),
    ("{{ with .Values.a }}{{ $.Values.c }}{{ end }}", "c"),
    ("{{ with .Values.a }}{{ else }}{{ .Values.b }}{{ end }}", "b"),
    ("{{ with .Values.a }}{{ end }}{{ .Values.b }}", "b"),
    ("{{ range .Values.l }}{{ .k }}{{ end }}", "l[].k"),
    ("{{ range $i, $e := .Values.l }}{{ $e.k }}{{ end }}", "l[].k"),
    ("{{ range $k, $v := .Values.m }}{{ $k }}{{ end }}", ""),
    ("{{ $x := .Values.a }}{{ $x.b }}", "a.b"),
    ("{{ $x := .Values.a }}{{ if .c }}{{ $x = .Values.b }}{{ end }}{{ $x }}", "a b"),
    ("{{ if .c }}{{ $x := .Values.a }}{{ end }}{{ $x }}", ""),
    ("{{ with $x := .Values.a }}{{ $x.b }}{{ end }}", "a.b"),
    ("{{ index .Values \"a\" \"b-c\" }}", "a.b-c"), ("{{ get .Values.a \"b\" }}", "a.b"),
    ("{{ dig \"b\" \"c\" \"\" .Values.a }}", "a.b.c"),
    ("{{ tpl .Values.a $ }}", "a"), ("{{ toYaml .Values.a | nindent 4 }}", "a"),
    ("{{ coalesce .Values.a .Values.b }}", "a b"),
    ("{{ ternary .Values.a .Values.b .Values.c }}", "a b"),
    ("{{ printf \"%s:%s\" .Values.a .Values.b }}", "a b"),
    ("{{ required \"say .Values.no\" .Values.a }}", "a"), ("{{ eq .Values.a .Values.b }}", ""),
    ("{{ .Values.a | sha256sum }}", ""), ("{{ .Release.Name }}", ""),
    ("{{ (dict \"p\" .Values.a).p }}", "a"),
    ("{{ if .Values.c }}{{ .Values.a }}{{ end }}", "a"),
    ("{{ with (default dict .Values.a) }}{{ .b }}{{ end }}", "a.b"),
  ])
  func followsValues(_ text: String, _ paths: String) {
    #expect(sources(text).paths.map(\.description).joined(separator: " ") == paths)
  }

  private static let helpers = """
    {{ define "pass" }}{{ .Values.a.pass | b64enc }}{{ end }}
    {{ define "of" }}{{ .pass }}{{ end }}
    {{ define "through" }}{{ include "of" .context }}{{ end }}
    {{ define "cond" }}{{ if .Values.x }}{{ .Values.y }}{{ else }}{{ include "pass" . }}{{ end }}{{ end }}
    {{ define "loop" }}{{ .Values.z }}{{ include "loop" . }}{{ end }}
    """

  @Test(arguments: [
    ("{{ include \"pass\" . }}", "a.pass"), ("{{ include \"of\" .Values.a }}", "a.pass"),
    ("{{ template \"pass\" $ }}", "a.pass"),
    ("{{ include \"through\" (dict \"context\" .Values.b) | quote }}", "b.pass"),
    ("{{ include \"cond\" . }}", "a.pass y"), ("{{ include \"loop\" . }}", "z"),
    ("{{ with .Values.a }}{{ include \"of\" . }}{{ end }}", "a.pass"),
    ("{{ include \"unknown\" .Values.a }}", "a"),
    ("{{ include \"pass\" .Values }}", "Values.a.pass"),
  ])
  func followsNamedTemplates(_ text: String, _ paths: String) {
    let value = sources(text, helpers: HelmProvenanceTests.helpers)
    #expect(value.paths.map(\.description).joined(separator: " ") == paths)
  }

  @Test func knowsTheLiteralsThatMayBeWritten() {
    #expect(sources("{{ .Values.a | default \"word\" | b64enc }}").literals == ["word"])
    #expect(sources("{{ ternary \"x\" \"y\" .Values.a }}").literals == ["x", "y"])
    #expect(sources("{{ required \"message\" .Values.a }}").literals.isEmpty)
    #expect(sources("{{ printf \"%s\" .Values.a }}").literals.isEmpty)
  }

  @Test func aPathLeadsToItsEntries() throws {
    let root = try #require(yaml("l:\n  - {k: 1}\n  - {k: 2}\nm: {x: {k: 3}}\n").roots.first)
    let list = ValuesPath([.key("l"), .each, .key("k")])
    #expect(list.entries(in: root).map(\.value.text) == ["1", "2"])
    let map = ValuesPath([.key("m"), .each, .key("k")])
    #expect(map.entries(in: root).map(\.value.line) == [4])
    #expect(ValuesPath([.key("l"), .key("k")]).entries(in: root).isEmpty)
  }

  @Test(arguments: [
    ("{{ include \"full\" . }}-db", "*-db"), ("plain", "plain"), ("'{{ .x }}'", "*"),
    ("{{ printf \"%s-%s\" (include \"full\" .) \"tls\" | trunc 63 | trimSuffix \"-\" }}", "*-tls"),
    ("{{ include \"job\" . }}", "migrate-*-job"), ("a{{ if .x }}-{{ .x }}{{ end }}-z", "a*-z"),
    ("{{ .a }}{{ .b }}-c", "*-c"), ("{{ \"lit\" | quote }}", "lit"),
  ])
  func namesBecomePatterns(_ name: String, _ pattern: String) throws {
    let helpers = """
      {{ define "full" }}{{ if .x }}a{{ else }}b{{ end }}{{ end }}
      {{ define "job" -}} migrate-{{ .Chart.Name }}-job {{- end }}
      """
    let file = template("name: \(name)\nother: x\n")
    let library = TemplateLibrary([TemplateFile(Array(helpers.utf8), isManifest: false)])
    let node = try #require(file.yaml.roots.first?["name"])
    #expect(TemplatePattern(library).pattern(of: node, in: file) == pattern)
  }
}
