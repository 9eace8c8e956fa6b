import Findings

/// ZT106: a literal that a template takes where a credential is not set.
struct TemplateDefaultLiteral: PolicyCheck {
  static let id = "ZT106"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files {
      guard let template = file.template else { continue }
      let keys = TemplateKeys(template)
      for (index, action) in template.actions.enumerated() {
        let written = keys.key(ofAction: index)
        for fallback in TemplateFallback.all(in: action, bytes: template.bytes) {
          check(fallback, of: action, under: written, file, names, &breaches)
        }
        if action.kind == .elseBranch, action.pipeline.isEmpty {
          checkBranch(index, template, file, names, &breaches)
        }
      }
    }
  }

  private func check(
    _ fallback: TemplateFallback, of action: TemplateAction, under written: String?,
    _ file: ModelFile, _ names: CredentialNames, _ breaches: inout [Breach]
  ) {
    let reads = fallback.reads.compactMap(\.last)
    let name = reads.first { names.meaning(of: $0) != .other }
    // `key: {{ .Values.passwordKey | default "password" }}` names a key, whatever it is under.
    let isDescription = reads.contains(where: names.describesCredential)
    guard let key = name ?? (isDescription ? nil : written) else { return }
    let strings = TemplateTokens(action, in: file.source.bytes).strings
    for literal in fallback.literals where names.holdsCredential(key, literal) {
      guard let token = strings.first(where: { $0.text == literal }) else { continue }
      breaches.append(breach(file, token.range, key))
    }
  }

  /// The text of an `else` that stands in for a credential: `{{ else }}changeme{{ end }}`.
  private func checkBranch(
    _ index: Int, _ template: TemplateFile, _ file: ModelFile, _ names: CredentialNames,
    _ breaches: inout [Breach]
  ) {
    let actions = template.actions
    guard let opener = actions[index].parent, let end = actions[opener].end, end == index + 1,
      actions[opener].kind == .condition
    else { return }
    let body = actions[index].range.upperBound..<actions[end].range.lowerBound
    let first = (opener + 1)..<index
    let read = ([opener] + first).flatMap { actions[$0].expression?.value.readNames ?? [] }
      .compactMap(\.last).first { names.meaning(of: $0) == .credential }
    guard let read, let literal = AssignedLiteral(valueIn: body, of: file.source.bytes),
      names.holdsCredential(literal.key ?? read, literal.value)
    else { return }
    breaches.append(breach(file, literal.range, read))
  }

  private func breach(_ file: ModelFile, _ range: Range<Int>, _ key: String) -> Breach {
    Breach(
      file.source, range, "the template falls back to a literal where \(key) is not set",
      identity: key, secret: Array(file.source.slice(range)))
  }
}

/// Under which key each action of a template writes.
private struct TemplateKeys {
  private var keys: [Int: String] = [:]

  init(_ template: TemplateFile) {
    for root in template.yaml.roots {
      root.walkScalars { visit in
        let actions = template.actions(in: visit.value.range)
        guard !actions.isEmpty, !visit.value.isBlockScalar, let key = visit.key?.text else {
          return
        }
        let name = key == "value" ? visit.parent?["name"]?.text ?? key : key
        for action in actions { keys[action] = name }
      }
    }
  }

  /// The key, or the name beside a `value`; nil where there is none.
  func key(ofAction index: Int) -> String? { keys[index] }
}
