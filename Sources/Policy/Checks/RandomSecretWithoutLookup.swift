import Findings

/// ZT108: a generated credential that is another one at each upgrade.
struct RandomSecretWithoutLookup: PolicyCheck {
  static let id = "ZT108"

  private static let generators: Set<String> = [
    "randAlphaNum", "randAlpha", "randNumeric", "randAscii", "randBytes", "genPrivateKey", "genCA",
    "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert",
    "genSignedCertWithKey",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files {
      guard let template = file.template else { continue }
      let notes = annotations(of: template)
      for (index, action) in template.actions.enumerated() where action.kind != .comment {
        let calls = TemplateTokens(action, in: template.bytes).words(Self.generators)
        guard !calls.isEmpty, !notes.contains(where: { $0.overlaps(action.range) }) else {
          continue
        }
        let section = section(around: index, in: template)
        guard !keeps(section, template), !template.enclosing(index).contains(where: looksUp),
          !isMadeOnce(section, template)
        else { continue }
        for call in calls {
          breaches.append(
            Breach(
              file.source, call.range,
              "\(call.text) gives another value at each upgrade: no lookup keeps the first",
              identity: "\(call.text)/\(action.pipeline)"))
        }
      }
    }
  }

  /// The bytes of the `define` or of the document that an action stands in.
  private func section(around index: Int, in template: TemplateFile) -> Range<Int> {
    let action = template.actions[index]
    var parent = action.parent
    while let block = parent {
      if template.actions[block].kind == .define, let end = template.actions[block].end {
        return template.actions[block].range.lowerBound..<template.actions[end].range.upperBound
      }
      parent = template.actions[block].parent
    }
    let starts = template.yaml.documents.dropFirst().map(\.range.lowerBound)
    let place = action.range.lowerBound
    return
      (starts.last { $0 <= place } ?? 0)..<(starts.first { $0 > place } ?? template.bytes.count)
  }

  private func keeps(_ section: Range<Int>, _ template: TemplateFile) -> Bool {
    template.actions[template.actions(in: section)].contains(where: looksUp)
  }

  private func looksUp(_ action: TemplateAction) -> Bool {
    action.functions.contains("lookup")
      || action.strings.contains { text in
        TemplateProvenance.keepers.contains { text.hasSuffix($0) }
      }
  }

  /// Whether the section's object is a hook of the first installation alone.
  private func isMadeOnce(_ section: Range<Int>, _ template: TemplateFile) -> Bool {
    template.yaml.roots.contains { root in
      section.contains(root.range.lowerBound)
        && root["metadata"]?["annotations"]?["helm.sh/hook"]?.text == "pre-install"
    }
  }

  /// What stands in annotations: a text there is random to restart pods.
  private func annotations(of template: TemplateFile) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for root in template.yaml.roots {
      root.walk { visit in
        if visit.value.isMapping, visit.path.components.last == .key("annotations") {
          ranges.append(visit.value.range)
        }
      }
    }
    return ranges
  }
}
