import Findings
import Rules

/// An object that makes a whole Secret: an ExternalSecret, a SealedSecret, a Certificate, the Secret
/// itself.
struct SecretProducer: Sendable {
  let object: KubernetesObject
  /// What names the Secret.
  let nameNode: YAMLNode
  let place: Place
  /// The conditions of a template around the object, innermost first.
  let guards: [Guard]

  /// The Secret's name with what it is unique in.
  struct Place: Sendable, Hashable {
    /// Of a template with actions in the name, as it is written.
    var name: String
    /// A namespace, else the folder or chart.
    var scope: String
    var isNamespace: Bool
    var environment: String?
  }

  /// A condition and the branch of it.
  struct Guard: Sendable {
    var action: TemplateAction
    var branch: Int
  }

  /// The name for messages.
  var name: String { TemplateText.pattern(of: nameNode.text ?? "") }

  /// Nil for objects that make no Secret, add to one, or whose name is not known.
  init?(_ object: KubernetesObject, in model: RepositoryModel) {
    guard let nameNode = SecretProducer.nameNode(of: object), let text = nameNode.text,
      !text.isEmpty
    else { return nil }
    let isFilled = TemplateText.isFilled(text)
    guard object.isTemplate || !isFilled else { return nil }
    let folder = SecretProducer.folder(of: object)
    let namespace = object.namespace.flatMap { $0.isExact ? $0.text : nil }
    let guards = SecretProducer.guards(of: object, in: model)
    if object.kind == "Secret", guards.contains(where: \.asksForExisting) { return nil }
    self.object = object
    self.nameNode = nameNode
    self.guards = guards
    place = Place(
      name: isFilled ? object.source.text(of: nameNode.contentRange) : text,
      scope: isFilled ? folder : namespace ?? folder,
      isNamespace: !isFilled && namespace != nil, environment: object.environment?.name)
  }

  /// Whether the two need not stand in one rendered chart: they are in other branches of a
  /// condition, or each has a condition that the other has not, as alternatives do.
  static func exclude(_ first: [Guard], _ second: [Guard]) -> Bool {
    let first = first.filter(\.isCondition)
    let second = second.filter(\.isCondition)
    let isBranched = first.contains { one in
      second.contains { $0.action.pipeline == one.action.pipeline && $0.branch != one.branch }
    }
    return isBranched || !isCovered(first, by: second) && !isCovered(second, by: first)
  }

  /// Whether every condition of `first` is one of `second` too.
  private static func isCovered(_ first: [Guard], by second: [Guard]) -> Bool {
    first.allSatisfy { one in second.contains { $0.action.pipeline == one.action.pipeline } }
  }

  private static func nameNode(of object: KubernetesObject) -> YAMLNode? {
    let own = object.node.node(at: "metadata.name")
    switch (object.group, object.kind) {
    case (KubernetesObject.externalSecretsGroup, "ExternalSecret"):
      let policy = object.node.node(at: "spec.target.creationPolicy")?.text ?? "Owner"
      guard policy != "Merge", policy != "None", !TemplateText.isFilled(policy) else { return nil }
      return object.node.node(at: "spec.target.name") ?? own
    case ("", "Secret"): return own
    case ("bitnami.com", "SealedSecret"):
      return object.node.node(at: "spec.template.metadata.name") ?? own
    case ("cert-manager.io", "Certificate"): return object.node.node(at: "spec.secretName")
    default: return nil
    }
  }

  /// The chart of a template, else the folder of the file.
  private static func folder(of object: KubernetesObject) -> String {
    let folders = object.source.path.display.split(separator: "/").dropLast()
    let end = object.isTemplate ? folders.firstIndex(of: "templates") : nil
    return folders[..<(end ?? folders.endIndex)].joined(separator: "/")
  }

  private static func guards(
    of object: KubernetesObject, in model: RepositoryModel
  ) -> [Guard] {
    guard object.isTemplate, let template = model.file(at: object.source.path)?.template,
      let block = template.block(around: object.node.range.lowerBound)
    else { return [] }
    var guards: [Guard] = []
    var branch = SecretProducer.branch(of: object, in: block, template)
    var index: Int? = block
    while let current = index {
      let action = template.actions[current]
      guards.append(Guard(action: action, branch: branch))
      branch = action.branch
      index = action.parent
    }
    return guards
  }

  /// How many `else` of the block come before the object.
  private static func branch(
    of object: KubernetesObject, in block: Int, _ template: TemplateFile
  ) -> Int {
    template.actions.filter { action in
      action.kind == .elseBranch && action.parent == block
        && action.range.lowerBound < object.node.range.lowerBound
    }.count
  }
}

extension SecretProducer.Guard {
  fileprivate var isCondition: Bool { action.kind == .condition }

  /// Whether it asks for a Secret that is there already.
  var asksForExisting: Bool { action.pipeline.lowercased().contains("existing") }
}
