import Findings
import Rules

/// One Kubernetes object of a manifest or a template, items of a List included.
struct KubernetesObject: Sendable {
  /// The object's own mapping.
  let node: YAMLNode
  let source: SourceText
  /// The group and version ("external-secrets.io/v1"), as written.
  let apiVersion: String
  let kind: String
  /// The value of `kind`: where a finding about a missing part stands.
  let kindNode: YAMLNode
  /// As written, with `*` for each part that a template fills in; nil where there is none.
  let name: NamePattern?
  /// Where the object lands: its own namespace, else kustomize's, else the one that the path or the
  /// configuration implies; nil where nothing tells.
  let namespace: NamePattern?
  let environment: PolicySettings.Environment?
  /// Whether it stands in a chart's template: both branches of a condition are there.
  let isTemplate: Bool

  /// The API group ("external-secrets.io"), empty for the core group.
  var group: String {
    apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
  }

  /// The version ("v1beta1").
  var version: String {
    apiVersion.split(separator: "/").last.map(String.init) ?? apiVersion
  }

  /// What identifies the object in fingerprints and messages ("Secret/app").
  var identity: String { "\(kind)/\(name?.text ?? "")" }

  /// The pod spec of a workload, wherever its kind keeps it; nil for other kinds.
  var podSpec: YAMLNode? {
    switch kind {
    case "Pod": node["spec"]
    case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job",
      "Rollout":
      node.node(at: "spec.template.spec")
    case "CronJob": node.node(at: "spec.jobTemplate.spec.template.spec")
    case "PodTemplate": node.node(at: "template.spec")
    case "Service" where group == "serving.knative.dev": node.node(at: "spec.template.spec")
    default: nil
    }
  }

  /// Every container of the pod spec, init and ephemeral ones too.
  var containers: [YAMLNode] {
    guard let spec = podSpec else { return [] }
    return ["containers", "initContainers", "ephemeralContainers"]
      .flatMap { spec.allEntries($0).flatMap(\.value.items) }
  }
}

/// A name that may be known only in part.
struct NamePattern: Sendable, Hashable, CustomStringConvertible {
  /// The name, with `*` for what a template fills in.
  let text: String

  init(_ text: String) { self.text = TemplateText.pattern(of: text) }

  var isExact: Bool { !text.contains("*") }
  var description: String { text }

  /// Whether one name can be both.
  func canEqual(_ other: NamePattern) -> Bool {
    if isExact { return Wildcard.matches(other.text, text) }
    return other.isExact ? Wildcard.matches(text, other.text) : Wildcard.overlap(text, other.text)
  }
}

/// `*` for any text, also none.
enum Wildcard {
  /// Whether some text fits both of two patterns with a `*` each: only what stands before the first
  /// and behind the last `*` can keep them apart.
  static func overlap(_ first: String, _ second: String) -> Bool {
    let heads = [first, second].map { Array($0.utf8.prefix { $0 != UInt8(ascii: "*") }) }
    let tails = [first, second].map { text in
      Array(text.utf8.reversed().prefix { $0 != UInt8(ascii: "*") })
    }
    return [heads, tails].allSatisfy { pair in
      pair[0].starts(with: pair[1]) || pair[1].starts(with: pair[0])
    }
  }

  static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    var position = 0
    var index = 0
    var star: (pattern: Int, text: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, index)
        position += 1
      } else if position < pattern.count, pattern[position] == text[index] {
        position += 1
        index += 1
      } else if let last = star {
        position = last.pattern + 1
        index = last.text + 1
        star = (last.pattern, index)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
