import Findings
import Testing

@testable import Policy

@Suite struct SOPSTests {
  /// Ciphertext of the right shape: base64 of `count` zero bytes in each field.
  private func encrypted(type: String = "str", iv: Int = 32, tag: Int = 16) -> String {
    "ENC[AES256_GCM,data:\(zeros(5)),iv:\(zeros(iv)),tag:\(zeros(tag)),type:\(type)]"
  }

  private func zeros(_ count: Int) -> String {
    let padding = (3 - count % 3) % 3
    let length = (count + padding) / 3 * 4
    return String(repeating: "A", count: length - padding) + String(repeating: "=", count: padding)
  }

  private func options(_ pairs: (String, String)...) -> SOPSOptions {
    var options = SOPSOptions()
    for (name, text) in pairs {
      let isKnown = options.set(name, to: text)
      #expect(isKnown)
    }
    return options
  }

  @Test func knowsCiphertext() {
    for type in ["str", "int", "float", "bool", "bytes", "comment"] {
      #expect(SOPSValue.isEncrypted(encrypted(type: type)))
    }
  }

  @Test func refusesWhatOnlyLooksLikeCiphertext() {
    let good = encrypted()
    let bad = [
      "", "ENC[]", "ENC[AES256_GCM,data:,iv:,tag:,type:]", good + "x", " " + good,
      String(good.dropLast()), encrypted(type: "text"), encrypted(iv: 8), encrypted(tag: 15),
      good.replacing("AES256_GCM", with: "AES128_GCM"), good.replacing("data:A", with: "data:!"),
      good.replacing(",iv:", with: ",vi:"), "ENC[AES256_GCM,data:p,iv:q,tag:r,type:str]",
    ]
    for text in bad { #expect(!SOPSValue.isEncrypted(text), "\(text)") }
  }

  @Test func leavesTheDefaultSuffixAlone() {
    let none = SOPSOptions()
    #expect(none.shouldBeEncrypted(path: ["a", "b"]))
    #expect(!none.shouldBeEncrypted(path: ["a", "b_unencrypted"]))
    #expect(!none.shouldBeEncrypted(path: ["a_unencrypted", "b"]))
    // Another option takes the default's place.
    #expect(options(("encrypted_regex", "^b")).shouldBeEncrypted(path: ["a", "b_unencrypted"]))
    #expect(options(("unencrypted_suffix", "_plain")).shouldBeEncrypted(path: ["a_unencrypted"]))
  }

  @Test func asksEveryKeyOfThePath() {
    let suffix = options(("encrypted_suffix", "_secret"))
    #expect(suffix.shouldBeEncrypted(path: ["a_secret", "b"]))
    #expect(!suffix.shouldBeEncrypted(path: ["a", "b"]))
    let regex = options(("encrypted_regex", "^(data|stringData)$"))
    #expect(regex.shouldBeEncrypted(path: ["data", "password"]))
    #expect(!regex.shouldBeEncrypted(path: ["metadata", "name"]))
    let clear = options(("unencrypted_regex", "^meta"))
    #expect(!clear.shouldBeEncrypted(path: ["metadata", "name"]))
    #expect(clear.shouldBeEncrypted(path: ["data", "a"]))
    // Not anchored unless it says so.
    #expect(options(("encrypted_regex", "pass")).shouldBeEncrypted(path: ["x", "my-password"]))
  }

  @Test func letsALaterOptionOverride() {
    let both = options(("unencrypted_suffix", "_x"), ("encrypted_regex", "^a"))
    #expect(both.shouldBeEncrypted(path: ["a_x"]))
    let suffixes = options(("unencrypted_suffix", "_x"), ("encrypted_suffix", "b_x"))
    #expect(suffixes.shouldBeEncrypted(path: ["b_x"]))
    let overridden = options(("encrypted_suffix", "_s"), ("unencrypted_regex", "^k"))
    #expect(!overridden.shouldBeEncrypted(path: ["k_s"]))
    #expect(overridden.shouldBeEncrypted(path: ["j_s"]))
    let last = options(("encrypted_regex", "^a"), ("unencrypted_comment_regex", "clear"))
    #expect(!last.shouldBeEncrypted(path: ["a"], comments: [["keep clear"], []]))
    #expect(both.count == 2)
  }

  @Test func readsComments() {
    let clear = options(("unencrypted_comment_regex", "sops:plain"))
    #expect(!clear.shouldBeEncrypted(path: ["a"], comments: [[" sops:plain"]]))
    #expect(clear.shouldBeEncrypted(path: ["a"], comments: [["other"]]))
    let wanted = options(("encrypted_comment_regex", "sops:enc"))
    #expect(wanted.shouldBeEncrypted(path: ["a"], comments: [["sops:enc"], []]))
    #expect(!wanted.shouldBeEncrypted(path: ["a"], comments: [[]]))
    // The comment that asks for encryption stays readable, one behind it does not.
    #expect(!wanted.shouldBeEncrypted(path: [], comments: [["sops:enc"]], isComment: true))
    #expect(wanted.shouldBeEncrypted(path: [], comments: [["sops:enc", "x"]], isComment: true))
    #expect(wanted.shouldBeEncrypted(path: ["a"], comments: [["sops:enc"]]))
  }

  @Test(arguments: ["(?!a)b", "(?<=a)b", "(a)\\1", "a++", "(?>a)", "(", "[a"])
  func matchesNothingWithWhatGoRefuses(_ pattern: String) {
    #expect(!SOPSPattern(pattern).isValid)
    #expect(!SOPSPattern(pattern).matches("ab"))
  }

  @Test(arguments: ["(?i)AB", "(?P<x>a)b", "[]a]b", "[^]b]b", "a+b", "\\x61b", "a{1,2}b"])
  func takesWhatGoTakes(_ pattern: String) {
    #expect(SOPSPattern(pattern).matches("ab"))
  }

  @Test func findsPlaintextLeaves() throws {
    let secret = encrypted()
    let text = """
      {"a": "\(secret)", "b": {"c": "in the clear", "d": ""}, "e": [true, null, "\(secret)"],
       "n_unencrypted": "fine", "sops": {"mac": "\(secret)", "version": "3.9.0",
       "lastmodified": "2025-01-01T00:00:00Z", "age": [{"recipient": "age1x", "enc": "y"}]}}
      """
    let file = source(text)
    let tree = SOPSTree(JSONDocument(file))
    #expect(tree.plaintext.map(\.path) == [["b", "c"], ["e"]])
    #expect(tree.plaintext.map { file.text(of: $0.range) } == ["in the clear", "true"])
    let metadata = try #require(tree.metadata)
    #expect(metadata.recipients == ["age1x"])
    #expect(metadata.version == "3.9.0")
    #expect(metadata.mac != nil && metadata.lastModified != nil)
    #expect(!tree.leaves.contains { $0.path.first == "sops" })
  }

  @Test func needsMetadataToSpeakOfLeaves() {
    #expect(SOPSTree(JSONDocument(source(#"{"a": "b"}"#))).metadata == nil)
    let other = SOPSTree(JSONDocument(source(#"{"sops": {"enabled": true}, "a": "b"}"#)))
    #expect(other.metadata == nil)
    #expect(other.leaves.count == 2)
    #expect(other.plaintext.isEmpty)
  }

  @Test func readsDotenvMetadata() {
    let file = source(
      """
      TOKEN=\(encrypted())
      PLAIN=oops
      sops_unencrypted_regex=^OPEN
      OPEN=x
      sops_age__list_0__map_recipient=age1y
      sops_mac=\(encrypted())
      """)
    let tree = SOPSTree(DotenvFile(file), source: file)
    #expect(tree.plaintext.map(\.path) == [["PLAIN"]])
    #expect(tree.metadata?.recipients == ["age1y"])
    #expect(SOPSTree.path(ofFlat: "sops_kms__list_12__map_arn") == ["sops", "kms", "arn"])
  }

  @Test func readsINI() throws {
    let file = source(
      """
      ; note
      top = clear
      [db]
      password = "\(encrypted())"
      user: in the clear
      host_unencrypted = h
      [sops]
      pgp__list_0__map_fp = F00
      mac = \(encrypted())
      """)
    let tree = SOPSTree(ini: file)
    #expect(tree.plaintext.map(\.path) == [["DEFAULT", "top"], ["db", "user"]])
    #expect(tree.plaintext.map { file.text(of: $0.range) } == ["clear", "in the clear"])
    #expect(tree.metadata?.recipients == ["F00"])
    #expect(SOPSTree(ini: source("[sops\n=\n[\n\"\n")).metadata == nil)
  }

  private func configuration(_ json: String, path: String = ".sops.yaml") -> SOPSConfiguration {
    SOPSConfiguration(
      path: RepositoryPath(path), leaves: SOPSTree(JSONDocument(source(json))).leaves)
  }

  @Test func takesTheFirstRuleThatMatches() throws {
    let config = configuration(
      #"""
      {"creation_rules": [
        {"path_regex": "secrets/.*\\.yaml$", "encrypted_regex": "^data$", "age": "age1a,\n age1b"},
        {"path_regex": "\\.env$", "key_groups": [{"pgp": ["F1"], "kms": [{"arn": "arn:x", "role": "r"}]}]},
        {"age": "age1c"}]}
      """#)
    let first = try #require(config.rule(for: RepositoryPath("a/secrets/x.yaml")))
    #expect(first.recipients == ["age1a", "age1b"])
    #expect(first.options.encryptedRegex?.text == "^data$")
    #expect(config.rule(for: RepositoryPath("p/.env"))?.recipients == ["F1", "arn:x"])
    #expect(config.rule(for: RepositoryPath("other"))?.recipients == ["age1c"])
    #expect(config.expectsEncryption(of: RepositoryPath("secrets/x.yaml")))
    #expect(!config.expectsEncryption(of: RepositoryPath("other")))
    #expect(!config.expectsEncryption(of: RepositoryPath(".sops.yaml")))
  }

  @Test func expectsNothingOfACatchAll() {
    let config = configuration(#"{"creation_rules": [{"path_regex": ".*\\.ya?ml$", "age": "x"}]}"#)
    #expect(config.rule(for: RepositoryPath("values.yaml")) != nil)
    #expect(!config.expectsEncryption(of: RepositoryPath("values.yaml")))
  }

  @Test func matchesBelowTheConfigurationsFolder() {
    let root = configuration(#"{"creation_rules": [{"path_regex": "^s/", "age": "r"}]}"#)
    let inner = configuration(
      #"{"creation_rules": [{"path_regex": "^s/", "age": "i"}]}"#, path: "app/.sops.yaml")
    #expect(inner.rule(for: RepositoryPath("app/s/x"))?.recipients == ["i"])
    #expect(inner.rule(for: RepositoryPath("s/x")) == nil)
    #expect(root.rule(for: RepositoryPath("app/s/x")) == nil)
    let all = [root, inner]
    #expect(
      SOPSConfiguration.nearest(to: RepositoryPath("app/s/x"), among: all)?.path == inner.path)
    #expect(SOPSConfiguration.nearest(to: RepositoryPath("s/x"), among: all)?.path == root.path)
  }

  @Test(arguments: [
    ("a/b.enc.yaml", true), ("x.sops.json", true), ("prod.enc.env", true), (".env.enc", true),
    ("runtime.enc.yml", true), (".sops.yaml", false), ("x.yaml", false), ("enc.yaml", false),
    ("example.enc.yaml.md", false), ("x.example.enc.yaml", false),
  ])
  func knowsNamesThatPromiseCiphertext(_ path: String, _ isPromised: Bool) {
    #expect(SOPSName.promisesEncryption(RepositoryPath(path)) == isPromised)
  }
}
