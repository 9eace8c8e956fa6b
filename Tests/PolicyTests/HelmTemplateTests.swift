import Testing

@testable import Policy

/// A template from text.
func template(_ text: String) -> TemplateFile { TemplateFile(Array(text.utf8)) }

@Suite struct HelmTemplateTests {
  /// Each scalar of a template as `line path=text`.
  private func scalars(_ file: TemplateFile) -> [String] {
    var found: [String] = []
    for root in file.yaml.roots {
      root.walkScalars { visit in
        let isTemplated = file.isTemplated(visit.value.range)
        let text = isTemplated ? "?" : visit.value.text ?? ""
        found.append("\(visit.value.line) \(visit.path)=\(text)")
      }
    }
    return found
  }

  @Test func readsActionsOfEveryKind() {
    let file = template(
      """
      {{- /* a }} comment
      of two lines */ -}}
      {{ $x := "}}" }}{{ $x = `{{` }}
      {{- if .a }}{{ else if .b }}{{ else }}{{ end -}}
      {{ with $y := .c }}{{ end }}{{ range .d }}{{ break }}{{end}}
      {{ define "n" }}{{ end }}{{ block "m" . }}{{ end }}{{ template "n" . }}{{'"'}}
      {{ ifThen .a }}{{ $x.y }}
      """)
    #expect(
      file.actions.map(\.kind) == [
        .comment, .assign, .assign, .condition, .elseBranch, .elseBranch, .end, .with, .end,
        .range, .jump, .end, .define, .end, .block, .end, .output, .output, .output, .output,
      ])
    #expect(file.actions.map(\.line).prefix(4) == [1, 3, 3, 4])
    #expect(file.actions[5].branch == 2)
    #expect(file.actions[3].end == 6)
    #expect(file.actions[10].parent == 9)
    #expect(file.faults.isEmpty)
  }

  @Test func everyByteKeepsItsPlace() throws {
    let text = "é: {{ .a }}\nkey: x-{{ .ü | f \"ß\" }}-y\nz: end\n"
    let file = template(text)
    let root = try #require(file.yaml.roots.first)
    let value = try #require(root["key"])
    let all = Array(text.utf8)
    #expect(
      String(decoding: all[value.range], as: UTF8.self) == "x-{{ .ü | f \"ß\" }}-y")
    #expect(root["z"]?.line == 3)
    #expect(file.actions(in: value.range) == 1..<2)
    #expect(!file.isTemplated(try #require(root["z"]).range))
  }

  @Test func keepsBothBranches() {
    let file = template(
      "a:\n  {{- if .x }}\n  k: one\n  {{- else }}\n  k: two\n  {{- end }}\n  l: three\n")
    #expect(scalars(file) == ["3 a.k=one", "5 a.k=two", "7 a.l=three"])
    #expect(file.yaml.documents.map(\.reading) == [0])
  }

  @Test func readsTheFirstBranchWhereBothAreNoYAML() {
    let file = template(
      "a:\n{{- if .x }}\n- one\n{{- else }}\n  k: two\n{{- end }}\nb: {{ if .y }}\"on\"{{ else }}\"off\"{{ end }}\nc: d\n"
    )
    #expect(scalars(file) == ["3 a[0]=one", "7 b=on", "8 c=d"])
    #expect(file.faults.isEmpty)
    #expect(file.yaml.documents.map(\.reading) == [1])
  }

  /// Templates, and the scalars they hold.
  private static let forms: [(String, [String])] = [
    // What an action writes below its own key.
    ("labels: {{- include \"x\" . | nindent 2 }}\n  app: a\n", ["2 labels.app=a"]),
    ("args: {{- .x }}\n- a\n", ["2 args[0]=a"]), ("- {{ .x }}\n  b: c\n", ["2 [0].b=c"]),
    ("a: {{ .x }} # why\n  b: c\n", ["2 a.b=c"]), ("a: {{ .x }}\nb: c\n", ["1 a=?", "2 b=c"]),
    ("- a: {{ .x }}\n  b: c\n", ["1 [0].a=?", "2 [0].b=c"]),
    ("a: {{ .x }}\n---\nb: c\n", ["1 a=?", "3 b=c"]),
    // Lines of actions alone.
    ("a:\n  {{- toYaml .x | nindent 2 }}\nb: c\n", ["1 a=", "3 b=c"]),
    ("a: |\n        {{ .x }}\n  text\nb: c\n", ["1 a=?", "4 b=c"]),
    ("a: |{{ .x | nindent 2 }}\nb: c\n", ["1 a=", "2 b=c"]),
    // Control actions before text.
    ("a:\n  {{ if .x }}b: c{{ end }}\n  d: e\n", ["2 a.b=c", "3 a.d=e"]),
    ("a:\n  - {{ if .x }}b: c{{ end }}\n    d: e\n", ["2 a[0].b=c", "3 a[0].d=e"]),
    ("{{ if .x -}}   a: b\n{{ end }}c: d\n", ["1 a=b", "2 c=d"]),
    // Actions of several lines.
    ("a: {{ dict\n  \"k\" .x }}\nb: c\n", ["1 a=?", "3 b=c"]),
    ("a: {{ dict\n \"k\" .x }}-y\nb: c\n", ["1 a=?", "3 b=c"]),
    // Named templates, which are written elsewhere.
    ("{{ define \"x\" }}\n- a: b\n{{ end }}\nc: d\n", ["2 [0].a=b", "4 c=d"]),
    (
      "{{- define \"x\" }}\n  a: b\n{{- end }}\n{{ define \"y\" }}\n{e: 1}\n{{ end }}\nc: d\n",
      ["2 a=b", "4 =", "5 e=1", "7 c=d"]
    ),
    ("{{- define \"x\" -}}text{{- end }}\na: b\n", ["2 a=b"]),
    ("{{ define \"x\" }}\n: }\n{{ end }}\na: b\n", ["4 a=b"]),
    // Quotes and flow style.
    ("a: \"{{ include \"x\" . }}:{{ .y }}\"\nb: c\n", ["1 a=?", "2 b=c"]),
    ("a: [{{ .x }}, {b: {{ .y }}}, c]\n", ["1 a[0]=?", "1 a[1].b=?", "1 a[2]=c"]),
    ("{{ .k }}: v\n", ["1 __T_____=v"]),
  ]

  @Test(arguments: forms)
  func readsWhatTemplatesDo(_ text: String, _ expected: [String]) {
    for text in [text, text.replacing("\n", with: "\r\n")] {
      let file = template(text)
      #expect(file.faults.isEmpty, "\(text)")
      #expect(scalars(file) == expected, "\(text)")
    }
  }

  @Test func anUnclosedActionIsAFaultWithItsLine() {
    let file = template("a: b\nc: {{ .x\nd: {{ .y }}\ne: {{ \"open }}\nf: {{ /* no end }}\ng: h\n")
    #expect(file.faults.map(\.line) == [2, 4, 5])
    #expect(scalars(file) == ["1 a=b", "2 c=?", "3 d=?", "4 e=?", "5 f=?", "6 g=h"])
  }

  @Test func blocksThatDoNotCloseAreFaults() {
    let file = template("{{ end }}\n{{ else }}\na: b\n{{ if .x }}\nc: d\n")
    #expect(file.faults.map(\.line) == [1, 2, 4])
    #expect(scalars(file) == ["3 a=b", "5 c=d"])
  }

  @Test func knowsTheBlocksAroundAPlace() throws {
    let text = "{{ if .a }}{{ with .b }}{{ end }}\nk: {{ .c }}\n{{ end }}\nz: y\n"
    let file = template(text)
    let place = try #require(file.yaml.roots.first?["k"]).range.lowerBound
    #expect(file.blocks(around: place).map(\.pipeline) == [".a"])
    #expect(file.blocks(around: file.bytes.count - 2).isEmpty)
    #expect(file.enclosing(2).map(\.pipeline) == [".b", ".a"])
  }

  @Test(arguments: [
    (".Values.a.b | quote", ["a.b"]), ("$.Values.a", ["a"]),
    ("index .Values \"a-b\" \"c\"", ["a-b.c"]), ("index .Values.list 0", ["list[]"]),
    ("default \"x\" .Values.a", ["a"]),
    ("(index .Values.q \"o\").key | default \"n\"", ["q.o.key"]),
    ("if and .Values.a (not .Values.b.c)", ["a", "b.c"]), (".Release.Name", []),
    ("printf \"%s.Values.no\" .Values.yes", ["yes"]),
  ])
  func readsValuesPaths(_ pipeline: String, _ paths: [String]) throws {
    let action = try #require(template("{{ \(pipeline) }}").actions.first)
    #expect(action.valuesPaths.map(\.description) == paths)
  }

  @Test func readsFunctionsAndStrings() throws {
    let action = try #require(
      template("{{ .a | default (printf \"%s\\n\" `raw`) | quote }}").actions.first)
    #expect(action.functions == ["quote", "default", "printf"])
    #expect(action.strings == ["%s\n", "raw"])
  }

  /// A hundred thousand openings, each of which could look for its end to the end of the file.
  @Test(arguments: ["{{ `", "{{/* ", "{{ \"", "{{", "{{ if x }}", "a: {{x}} ", "{{ (", "{{a\n}}"])
  func readsHostileTextInLinearTime(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = template(text) }
    #expect(time < .seconds(20))
  }
}
