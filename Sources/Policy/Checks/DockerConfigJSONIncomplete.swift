/// ZT316: a pull secret that is one token and no login.
struct DockerConfigJSONIncomplete: PolicyCheck {
  static let id = "ZT316"

  private static let entry = ".dockerconfigjson"
  /// What a remote key is called that holds a token alone.
  private static let tokenWords: Set<String> = ["token", "pat", "password", "passwd", "secret"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects {
      guard let spec = object.externalSecretSpec,
        let template = spec.node(at: "target.template"),
        template["type"]?.text == "kubernetes.io/dockerconfigjson",
        template["templateFrom"] == nil, template["data"]?[Self.entry] == nil
      else { continue }
      for item in spec.nodes(at: "data[]") {
        guard let key = item["secretKey"], key.text == Self.entry,
          let remote = item.node(at: "remoteRef.key")?.text,
          let word = KeyWords.words(of: remote).last, Self.tokenWords.contains(word)
        else { continue }
        breaches.append(
          Breach(
            object.source, key.contentRange,
            "\(object.identity) takes the token \(remote) for a whole registry login",
            identity: "\(object.identity)/\(remote)"))
      }
    }
  }
}
