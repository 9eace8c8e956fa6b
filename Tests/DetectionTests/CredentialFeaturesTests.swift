import BuiltinRules
import Rules
import Testing

@testable import Detection

@Suite struct CredentialFeaturesTests {
  /// What is observed of the first candidate in `text`.
  private func features(_ text: String, path: String = "a.py") throws -> CredentialFeatures {
    let rules = BuiltinRules.secrets()
    let generic = try #require(rules.rules.first { $0.matcher == .genericCredential })
    let observer = CredentialObserver(rule: generic, model: try #require(rules.score))
    let bytes = Array(text.utf8)
    return try #require(observer.candidates(in: bytes.span, path: path).first).candidate.features
  }

  private func ofValue(_ value: String) throws -> CredentialFeatures {
    try features("password = '" + value + "'")
  }

  /// The names in the file of weights are the cases'.
  @Test func everyFeatureHasItsCasesName() {
    for feature in CredentialFeature.allCases {
      #expect(feature.name == String(describing: feature))
    }
  }

  @Test func tellsWordsFromRandomLetters() throws {
    for word in ["harbour", "frobnicate", "datasource", "administrator"] {
      #expect(try ofValue(word)[.rarity] < 4.6, "\(word)")
    }
    for random in ["qxkzwvj", "wzkqjhgpx", "gcevgfohsseiokp"] {
      #expect(try ofValue(random)[.rarity] > 5.5, "\(random)")
    }
    #expect(try ofValue("getPasswordData")[.identifier] == 1)
    #expect(try ofValue("ships-and-harbours")[.identifier] == 1)
    #expect(try ofValue("k8s9d7f6g5")[.identifier] == 0)
    #expect(try ofValue("adminroot77")[.stockWords] > 0.8)
    #expect(try ofValue("harbours77")[.stockWords] == 0)
  }

  @Test func countsCharacters() throws {
    let mixed = try ofValue("ab12CD!é")
    #expect(mixed[.length] == 9)
    #expect(mixed[.digits] == 2.0 / 9)
    #expect(mixed[.classes] == 4)
    #expect(mixed[.uppers] == 2.0 / 9)
    #expect(mixed[.specials] == 1.0 / 9)
    #expect(mixed[.foreign] == 2.0 / 9)
    #expect(try ofValue("harbour2024")[.digitsBehind] == 1)
    #expect(try ofValue("har2bour4")[.digitsBehind] == 0)
    #expect(try ofValue("0a1b2c3d")[.hex] == 1)
    #expect(try ofValue(String(repeating: "0a1b7c3d", count: 4))[.hex] == 2)
    #expect(try ofValue("c2hpcHM9aGFyYm91cg==")[.base64] == 2)
  }

  @Test(arguments: [
    ("12345x7y", 5), ("9876a", 4), ("abcd-x", 4), ("qwerty", 6), ("aaab", 3), ("a1b2c3", 0),
    ("zxcv", 4),
  ])
  func findsSequences(value: String, covered: Int) {
    #expect(CharacterCounts.sequenced(Array(value.utf8)) == covered)
  }

  @Test func seesTheNameInTheValue() throws {
    #expect(try ofValue("harbour password")[.valueInKey] > 0.5)
    #expect(try ofValue("harbour master")[.valueInKey] == 0)
    #expect(try features("fake_token = 'harbours7'")[.keyPretends] == 1)
    #expect(try features("DB_TOKEN = 'harbours7'")[.keyIsConstant] == 1)
    #expect(try features("DB_TOKEN = 'harbours7'")[.keyStrength] == 1)
    #expect(try features("passwd = 'harbours7'")[.keyStrength] == 2)
    #expect(try features("x.key = 'harbours7'")[.keyStrength] == 0)
  }

  @Test func seesTheFileAndTheShape() throws {
    let yaml = try features("password: harbours7", path: "a.yaml")
    #expect(yaml[.isYAML] == 1)
    #expect(yaml[.isColon] == 1)
    #expect(yaml[.isDelimited] == 0)
    #expect(yaml[.goesOn] == 0)
    let code = try features("f(password='harbours7', user='ships')")
    #expect(code[.isCode] == 1)
    #expect(code[.isDelimited] == 1)
    #expect(code[.goesOn] == 1)
    #expect(try features("password=harbours7", path: ".env.example")[.isTemplate] == 1)
    #expect(try features("password=harbours7", path: ".env")[.isTemplate] == 0)
    #expect(try features("password = Some('harbours7')")[.isWrapped] == 1)
    #expect(try features("password = ['harbours7']")[.isListed] == 1)
    #expect(try features("url = 'x?password=harbours7'")[.isEmbedded] == 1)
    #expect(try features("x.password == 'harbours7'")[.isComparison] == 1)
    #expect(try features("x.setPassword('harbours7')")[.isArgument] == 1)
    #expect(try features("<password>harbours7</password>", path: "a.xml")[.isMarkup] == 1)
  }

  @Test(arguments: [
    ("5f1d7e84-7a52-4b1c-9d5a-7f7b6c1f0a11", CredentialFeature.isUUID),
    ("fixtures/certs/server.pem", .isPath), ("1.3.6.1.4.1", .isVersion),
    ("ships@harbour.net", .isAddress), ("this.props.value", .isExpression),
    ("read(name)", .isExpression), ("aGFyYm91ciBtYXN0ZXI=", .isEncodedText),
  ])
  func knowsWhatElseAValueMayBe(value: String, feature: CredentialFeature) throws {
    #expect(try ofValue(value)[feature] == 1)
    #expect(try ofValue("kV8#zqLw3!m")[feature] == 0)
  }

  @Test(arguments: [
    "$6$rounds=5000$saltsalt$abcdefghijklmnopqrstuv", "{SSHA}abcdefghijklmnopqrstuvwx",
    "ssh-rsa AAAAB3NzaC1yc2E", "-----BEGIN CERTIFICATE-----", "#4f6d7a", "\\xe5\\xf6ab",
    "12345678", "abcdefgh1234", "^[a-z]+$", "https://harbour.net/x", "eins zwei drei vier fünf",
    "one two three four five six seven", "AQo....XyZ", "ab", "arn:aws:kms:eu-west-1:1:key/a7",
    "0x0800", "0xFFFFFFFFFFFF", "Ed25519",
    "HMAC-SHA256", "[!#$%&*0-9A-Za-z]{1,}", "(A[BW]|AE|AN|AP",
  ])
  func rulesOutWhatNoSecretIs(value: String) {
    #expect(!CredentialValue.isPossible(Array(value.utf8), behind: []))
  }

  /// A log's `PASS: name of a test` is none; a password of that name is.
  @Test func readsNoResultOfATest() throws {
    let rules = BuiltinRules.secrets()
    let generic = try #require(rules.rules.first { $0.matcher == .genericCredential })
    let observer = CredentialObserver(rule: generic, model: try #require(rules.score))
    func count(_ text: String, _ path: String) -> Int {
      observer.candidates(in: Array(text.utf8).span, path: path).count
    }
    #expect(count("PASS: gdb.base/k8V7zqLw3m.exp\n", "summary") == 0)
    #expect(count("PASS: kV8zqLw3m\n", "a.yaml") == 1)
    #expect(count("\t* src/passwd.c: kV8zqLw3m\n", "ChangeLog") == 0)
    #expect(count("db.passwd: kV8zqLw3m\n", "notes") == 1)
    #expect(count("PASS=kV8zqLw3m\n", "summary") == 1)
  }

  /// AWS's idempotency tokens are UUIDs; other vendors' client tokens are credentials.
  @Test func tellsARequestFromItsRepetition() throws {
    let rules = BuiltinRules.secrets()
    let generic = try #require(rules.rules.first { $0.matcher == .genericCredential })
    let observer = CredentialObserver(rule: generic, model: try #require(rules.score))
    func doubts(_ text: String) -> [Bool] {
      observer.candidates(in: Array(text.utf8).span, path: "a.json").map(\.candidate.isDoubtful)
    }
    #expect(doubts(#""ClientToken": "5f1d7e84-7a52-4b1c-9d5a-7f7b6c1f0a11""#) == [])
    #expect(doubts(#""ClientToken": "hq7dmz2k9vbx4w""#) == [false])
    #expect(doubts(#""accessToken": "5f1d7e84-7a52-4b1c-9d5a-7f7b6c1f0a11""#) == [false])
    #expect(doubts(#""oauth_nonce": "hq7dmz2k9vbx4w""#) == [true])
    #expect(doubts(#""HashKey": "226854911280625642308916404954512140969""#) == [true])
    // What a list of tuples starts with is no value of the list's name.
    #expect(doubts("test_pass = [\n  ('hq7dmz2k', 10, 0),\n]") == [])
  }

  @Test(arguments: ["kV8#zqLw3!m", "correct horse battery", "harbours7", "a1b2c3d4e5f6a7b8"])
  func letsThroughWhatOneMayBe(value: String) {
    #expect(CredentialValue.isPossible(Array(value.utf8), behind: []))
  }
}
