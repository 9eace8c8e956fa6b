import Testing

@testable import Detection

@Suite struct KubernetesSecretTests {
  /// `key=value` of each entry, those of `stringData` with a leading `+`.
  private func entries(_ text: String, kind: String = "kind: Secret") -> [String] {
    let bytes = Array(text.utf8)
    guard let range = text.utf8.firstRange(of: kind.utf8) else { return ["no kind"] }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    var reader = KubernetesSecret(bytes)
    return reader.entries(kind: start..<(start + kind.utf8.count)).map {
      ($0.isEncoded ? "" : "+") + String(decoding: $0.key, as: UTF8.self) + "="
        + String(decoding: bytes[$0.value], as: UTF8.self)
    }
  }

  static let manifest = """
    apiVersion: v1
    kind: Secret
    metadata:
      name: db
      labels:
        data: none
    data:
      # a note
      one: b25l  # behind
      "two": "dHdv"
    stringData:
      three: plain text
      four: |
        first
        second
    type: Opaque
    """

  private let all = ["one=b25l", "two=dHdv", "+three=plain text", "+four=first\n    second"]

  @Test func readsBothSections() { #expect(entries(Self.manifest) == all) }

  @Test func readsCRLF() {
    let found = entries(Self.manifest.replacing("\n", with: "\r\n"))
    #expect(found.prefix(3) == all.prefix(3))
    #expect(found.count == 4)
  }

  @Test func staysInItsDocument() {
    let other = "kind: ConfigMap\ndata:\n  host: eA==\n"
    #expect(entries(other + "---\n" + Self.manifest + "\n---\n" + other) == all)
  }

  @Test func readsAListItemAndTemplateLines() {
    let text = """
      items:
      - kind: ConfigMap
        data:
          host: eA==
      - kind: Secret
        data:
      {{- if .Values.extra }}
          one: b25l
      {{- end }}
      - kind: ConfigMap
        data:
          port: eA==
      """
    #expect(entries(text).contains("one=b25l"))
    #expect(!entries(text).contains { $0.hasPrefix("host") || $0.hasPrefix("port") })
  }

  @Test func readsJSON() {
    let text = """
      {"items": [{"kind": "ConfigMap", "data": {"host": "eA=="}},
       {"metadata": {"name": "data"}, "data": {"one": "b25l"}, "kind": "Secret",
        "stringData": {"two": "a \\"b\\""}}]}
      """
    #expect(entries(text, kind: "\"kind\": \"Secret\"") == ["one=b25l", "+two=a \\\"b\\\""])
  }

  @Test func readsAnObjectOnce() {
    var reader = KubernetesSecret(Array("kind: Secret\nkind: Secret\ndata:\n  a: eA==\n".utf8))
    #expect(reader.entries(kind: 0..<12).count == 1)
    #expect(reader.entries(kind: 13..<25).isEmpty)
  }

  @Test func countsWhatItReads() {
    // Each of them is a member of the one before.
    let text = (0..<200).flatMap {
      Array("\(String(repeating: " ", count: $0))kind: Secret\n".utf8)
    }
    var reader = KubernetesSecret(text)
    for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "k") {
      _ = reader.entries(kind: offset..<(offset + 12))
    }
    #expect(reader.read > 50 * text.count && reader.read < 200 * text.count)
  }

  @Test(arguments: ["SecretStore", "Secrets", "Secret-like", "SecretProviderClass"])
  func leavesOtherKindsAlone(kind: String) {
    #expect(entries(Self.manifest.replacing("kind: Secret", with: "kind: \(kind)")).isEmpty)
  }
}
