import Detection
import Findings

/// ZT402: a ServiceAccount without the cloud identity that it is there for.
struct WorkloadIdentityAnnotation: PolicyCheck {
  static let id = "ZT402"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects {
      for login in object.storeLogins { check(login, of: object, model, &breaches) }
    }
    for identity in model.cloudIdentities {
      guard !identity.text.isEmpty, !Placeholder.isReference(Array(identity.text.utf8)),
        !identity.isWellFormed
      else { continue }
      breaches.append(
        Breach(
          identity.source, identity.node.contentRange,
          "\(identity.annotation.rawValue) is no \(identity.annotation.form)",
          identity: identity.identity))
    }
    for file in model.files {
      for values in file.serviceAccountValues { check(values, in: file, &breaches) }
    }
  }

  // MARK: Accounts of stores

  private func check(
    _ login: StoreLogin, of store: KubernetesObject, _ model: RepositoryModel,
    _ breaches: inout [Breach]
  ) {
    let accounts = model.objects.filter { $0.isServiceAccount && login.means($0) }
    for account in accounts {
      guard let metadata = account.node["metadata"], !account.mayHoldMore(in: metadata) else {
        continue
      }
      // Of a base and its overlay, one may bring the annotation.
      let layers = accounts.filter { other in
        other.environment == nil || account.environment == nil
          || other.environment == account.environment
      }
      let annotations = layers.flatMap { $0.node.nodes(at: "metadata.annotations") }
      guard annotations.allSatisfy({ !TemplateText.isFilled($0.text ?? "") }) else { continue }
      let missing = login.annotations.filter { annotation in
        !annotations.contains { $0[annotation.rawValue] != nil }
      }
      guard !missing.isEmpty else { continue }
      let names = missing.map(\.rawValue).joined(separator: " and ")
      breaches.append(
        Breach(
          account.source, account.kindNode.contentRange,
          "\(account.identity), as which [\(store.identity)](1) logs in, lacks \(names)",
          identity: account.identity,
          related: [
            RelatedPlace(
              source: store.source, range: login.nameNode.contentRange,
              message: "the store's ServiceAccount")
          ]))
    }
  }

  // MARK: Values

  /// Keys of blocks whose ServiceAccount is there for a cloud's secrets.
  private static let blocks: Set<String> = [
    "aws", "azure", "azurekv", "gcp", "gcpsm", "secretStore", "externalSecrets",
  ]

  private func check(
    _ values: ServiceAccountValues, in file: ModelFile, _ breaches: inout [Breach]
  ) {
    let isStore = values.path.components.contains { component in
      if case .key(let key) = component { return Self.blocks.contains(key) }
      return false
    }
    guard isStore, let create = values.node["create"], create.kind == .bool, create.text == "true"
    else { return }
    let annotations = values.node["annotations"]
    let hasIdentity = CloudIdentity.Annotation.allCases.contains {
      annotations?[$0.rawValue] != nil
    }
    guard !hasIdentity else { return }
    let isEmptyMap = annotations?.isMapping == true && annotations?.entries.isEmpty == true
    let place = isEmptyMap ? annotations ?? values.keyNode : values.keyNode
    breaches.append(
      Breach(
        file.source, place.contentRange, "\(values.path) is made without a cloud identity",
        identity: values.path.description))
  }
}

extension CloudIdentity.Annotation {
  /// What its value is, for messages.
  fileprivate var form: String {
    switch self {
    case .azureClient, .azureTenant: "GUID"
    case .awsRole: "role ARN (arn:aws:iam::<12 digits>:role/<name>)"
    case .googleAccount: "account address (name@project.iam.gserviceaccount.com)"
    }
  }
}
