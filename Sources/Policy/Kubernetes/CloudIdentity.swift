import Findings

/// A cloud identity that a ServiceAccount is annotated with.
struct CloudIdentity: Sendable {
  let annotation: Annotation
  /// The annotation's value.
  let node: YAMLNode
  let source: SourceText
  let owner: Owner

  /// The annotations with which the clouds federate ServiceAccounts.
  ///
  /// Sources: azure.github.io/azure-workload-identity, "Labels and Annotations"; Amazon EKS User
  /// Guide, "IAM roles for service accounts"; Google Kubernetes Engine, "Workload Identity".
  enum Annotation: String, Sendable, CaseIterable {
    case azureClient = "azure.workload.identity/client-id"
    case azureTenant = "azure.workload.identity/tenant-id"
    case awsRole = "eks.amazonaws.com/role-arn"
    case googleAccount = "iam.gke.io/gcp-service-account"
  }

  /// Where it is written.
  enum Owner: Sendable {
    case account(KubernetesObject)
    /// `serviceAccount.annotations` of a values file; the text is the path to it.
    case values(ModelFile, String)
  }

  /// Empty where a template fills it in.
  var text: String {
    let text = node.text ?? ""
    return TemplateText.isFilled(text) ? "" : text
  }

  /// What tells it in a fingerprint.
  var identity: String {
    switch owner {
    case .account(let object): "\(object.identity)/\(annotation.rawValue)"
    case .values(_, let path): "\(path)/\(annotation.rawValue)"
    }
  }

  /// The identities in a mapping of annotations.
  static func all(
    in annotations: YAMLNode, source: SourceText, owner: Owner
  ) -> [CloudIdentity] {
    Annotation.allCases.flatMap { annotation in
      annotations.allEntries(annotation.rawValue).map { entry in
        CloudIdentity(annotation: annotation, node: entry.value, source: source, owner: owner)
      }
    }
  }
}

extension KubernetesObject {
  var isServiceAccount: Bool { kind == "ServiceAccount" && group.isEmpty }

  /// The cloud identities of a ServiceAccount.
  var cloudIdentities: [CloudIdentity] {
    guard isServiceAccount else { return [] }
    return node.nodes(at: "metadata.annotations").flatMap {
      CloudIdentity.all(in: $0, source: source, owner: .account(self))
    }
  }
}

/// A `serviceAccount` block of a values file.
struct ServiceAccountValues: Sendable {
  let path: YAMLKeyPath
  let keyNode: YAMLNode
  let node: YAMLNode
}

extension ModelFile {
  /// The `serviceAccount` blocks of a values file.
  var serviceAccountValues: [ServiceAccountValues] {
    var found: [ServiceAccountValues] = []
    for root in valuesRoots {
      root.walk { visit in
        guard visit.value.isMapping, case .key("serviceAccount")? = visit.path.components.last,
          let key = visit.key
        else { return }
        found.append(ServiceAccountValues(path: visit.path, keyNode: key, node: visit.value))
      }
    }
    return found
  }

  /// The cloud identities that a values file gives to ServiceAccounts.
  var cloudIdentities: [CloudIdentity] {
    serviceAccountValues.flatMap { values in
      values.node.allEntries("annotations").flatMap {
        CloudIdentity.all(
          in: $0.value, source: source, owner: .values(self, values.path.description))
      }
    }
  }
}

extension RepositoryModel {
  /// Every cloud identity, by path and then position.
  var cloudIdentities: [CloudIdentity] {
    let all = objects.flatMap(\.cloudIdentities) + files.flatMap(\.cloudIdentities)
    return all.sorted {
      ($0.source.path, $0.node.range.lowerBound) < ($1.source.path, $1.node.range.lowerBound)
    }
  }
}
