import Findings
import Rules

/// ZT502: a default in the stead of an empty text that is an answer.
struct HelmDefaultSwallowsEmpty: PolicyCheck {
  static let id = "ZT502"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let meaningful = EmptyAnswers(model.settings)
    for file in model.files {
      if let template = file.template { check(template, file, meaningful, &breaches) }
      if let terraform = file.terraform { check(terraform, file, meaningful, &breaches) }
    }
  }

  private func check(
    _ template: TemplateFile, _ file: ModelFile, _ meaningful: EmptyAnswers,
    _ breaches: inout [Breach]
  ) {
    for action in template.actions {
      for fallback in TemplateFallback.all(in: action, bytes: template.bytes) {
        guard !fallback.testsPresence, let read = fallback.reads.first(where: meaningful.contains)
        else { continue }
        breaches.append(breach(file, fallback.functionRange, fallback.function, read))
      }
    }
  }

  private func check(
    _ terraform: TerraformFile, _ file: ModelFile, _ meaningful: EmptyAnswers,
    _ breaches: inout [Breach]
  ) {
    var found: [Int: Breach] = [:]
    func visit(_ expression: TerraformExpression) {
      if case .call("coalesce", let arguments) = expression.kind,
        arguments.contains(where: { $0.literal?.isEmpty == false }),
        let read = arguments.lazy.compactMap(reference).first(where: meaningful.contains)
      {
        let start = expression.range.lowerBound
        found[start] = breach(file, start..<(start + "coalesce".utf8.count), "coalesce", read)
      }
      for child in expression.children { visit(child) }
    }
    terraform.forEachSite { site in visit(site.expression) }
    breaches += found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func reference(_ expression: TerraformExpression) -> [String]? {
    guard case .reference(let text) = expression.kind,
      text.hasPrefix("var.") || text.hasPrefix("local.")
    else { return nil }
    return text.split(separator: ".").map(String.init)
  }

  private func breach(
    _ file: ModelFile, _ range: Range<Int>, _ function: String, _ read: [String]
  ) -> Breach {
    let name = read.joined(separator: ".")
    return Breach(
      file.source, range, "\(function) replaces an empty \(name), which is an answer of its own",
      identity: "\(function)/\(name)")
  }
}

/// The names whose empty value says something.
private struct EmptyAnswers {
  private let names: Set<String>

  init(_ settings: PolicySettings) {
    names = Set(["secretPrefix"] + settings.emptyMeaningful).reduce(into: []) { names, name in
      names.insert(EmptyAnswers.plain(name))
    }
  }

  /// - Parameter path: the names that lead to a value.
  func contains(_ path: [String]) -> Bool {
    guard let last = path.last, let first = path.first,
      !["Release", "Chart", "Files", "Capabilities", "Template"].contains(first)
    else { return false }
    let name = EmptyAnswers.plain(last)
    if names.contains(name) { return true }
    return name == "keyprefix"
      && path.dropLast().last.map(EmptyAnswers.plain) == "keyvault"
  }

  /// A name whatever its case: `SECRET_PREFIX` is `secretPrefix` and `secret_prefix`.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
