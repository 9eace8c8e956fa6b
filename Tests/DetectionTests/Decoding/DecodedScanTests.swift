import BuiltinRules
import Findings
import Foundation
import TestSupport
import Testing

@testable import Detection

/// Secrets that stand encoded in a text, each as a user meets it.
@Suite struct DecodedScanTests {
  private static let builtin = DetectionRules(BuiltinRules.secrets())

  private func scan(_ text: String, path: String = "a.txt") -> ScanResult {
    var scanner = BlobScanner(
      Self.builtin, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(secondsSince1970: 0)))
    return scanner.scan(Array(text.utf8).span, path: RepositoryPath(path))
  }

  private func found(_ result: ScanResult, _ secret: String) -> Match? {
    result.matches.first { $0.secret.bytes == Array(secret.utf8) }
  }

  private static func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString()
  }

  private static func percent(_ text: String) -> String {
    text.utf8.map { "%" + String(Int($0) + 256, radix: 16).suffix(2) }.joined()
  }

  static let encodings: [(name: String, encode: @Sendable (String) -> String)] = [
    ("base64", { base64($0) }),
    (
      "base64",
      { base64($0).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
    ),
    ("hex", { $0.utf8.map { String(Int($0) + 256, radix: 16).suffix(2) }.joined() }),
    (
      "hex",
      { "0x" + $0.utf8.map { String(Int($0) + 256, radix: 16).suffix(2).uppercased() }.joined() }
    ),
    ("percent", { percent($0) }),
    ("escape", { $0.utf8.map { "\\x" + String(Int($0) + 256, radix: 16).suffix(2) }.joined() }),
    ("escape", { $0.utf8.map { "\\u00" + String(Int($0) + 256, radix: 16).suffix(2) }.joined() }),
    ("escape", { $0.utf8.map { "\\u{" + String($0, radix: 16) + "}" }.joined() }),
    ("html", { $0.utf8.map { "&#\($0);" }.joined() }),
    ("html", { $0.utf8.map { "&#x\(String($0, radix: 16));" }.joined() }),
    ("base64 base64", { base64("a: " + base64($0) + "\r\n") }),
    ("base64 hex", { base64($0.utf8.map { String(Int($0) + 256, radix: 16).suffix(2) }.joined()) }),
    ("percent base64", { percent(base64("x" + $0)) }),
    ("base64 utf-16le", { Data($0.utf16.flatMap { [UInt8($0), 0] }).base64EncodedString() }),
  ]

  @Test(arguments: encodings, ["\n", "\r\n"])
  func findsATokenInEachEncoding(
    _ encoding: (name: String, encode: @Sendable (String) -> String), lineBreak: String
  ) throws {
    let token = PlantedSecret.github("in \(encoding.name)").text
    let encoded = encoding.encode(token)
    let text = "first é😀\(lineBreak)é = '\(encoded)'\(lineBreak)last\(lineBreak)"
    let result = scan(text)
    let match = try #require(found(result, token))
    #expect(match.encoding == encoding.name)
    #expect((match.region.startLine, match.region.endLine) == (2, 2))
    #expect(match.region.startColumn == 6)
    #expect(match.region.endColumn == 6 + encoded.count)
    #expect(result.matches.count == 1)
    #expect(!match.snippet.text.contains(encoded.suffix(12)))
  }

  /// What stands in the clear between encoded characters is told once, and as it stands.
  @Test func tellsAClearTokenBesideEncodedCharactersOnce() throws {
    let token = PlantedSecret.github("beside").text
    let result = scan("https://example.com/?a=%20b%2Fc&token=\(token)&d=%3D\n")
    #expect(result.matches.map(\.encoding) == [nil])
    #expect(found(result, token) != nil)
  }

  @Test func findsAnAddressWithEncodedPunctuation() throws {
    let password = PlantedSecret.password("percent").text
    let text = "next=postgres%3A%2F%2Fapp%3A\(password)%40db.internal%2Fshop&x=1\n"
    let match = try #require(found(scan(text), password))
    #expect(match.encoding == "percent")
    #expect(match.region.endColumn - match.region.startColumn == password.count)
  }

  /// A file in base64 is read as the file that it is, and all its secrets are told.
  @Test(arguments: ["", "\r"])
  func readsADotenvFileInBase64(_ carriage: String) throws {
    let passwords = ["one", "two"].map { PlantedSecret.password("dotenv \($0)").text }
    let env = """
      # settings\(carriage)
      APP_NAME=shop\(carriage)
      DB_PASSWORD=\(passwords[0])\(carriage)
      SMTP_PASSWORD=\(passwords[1])\(carriage)

      """
    let result = scan("ENV_FILE: \(Self.base64(env))\n", path: "values.yaml")
    for password in passwords {
      let match = try #require(found(result, password))
      #expect(match.encoding == "base64")
      #expect(match.region.startColumn == 11)
    }
    let prose = "The password is \(passwords[0]), and this is only a sentence about it."
    #expect(scan("note: \(Self.base64(prose))\n").matches.isEmpty)
  }

  @Test func readsBase64ThatIsWrapped() throws {
    let token = PlantedSecret.github("wrapped").text
    let encoded = Self.base64(String(repeating: "some words of prose ", count: 6) + token + " end")
    for (lineBreak, indent) in [("\n", ""), ("\r\n", "    ")] {
      var lines: [String] = []
      var rest = encoded[...]
      while !rest.isEmpty {
        lines.append(indent + rest.prefix(76))
        rest = rest.dropFirst(76)
      }
      let text = "data: |\(lineBreak)\(lines.joined(separator: lineBreak))\(lineBreak)after\n"
      let match = try #require(found(scan(text), token))
      #expect((match.region.startLine, match.region.endLine) == (2, 1 + lines.count))
    }
  }

  @Test func readsADockerConfiguration() throws {
    let password = PlantedSecret.password("registry").text
    let json = #"{"auths":{"registry.example.com":{"username":"ci","password":"\#(password)"}}}"#
    let manifest = """
      apiVersion: v1
      kind: ConfigMap
      data:
        config: \(Self.base64(json))

      """
    let secret = manifest.replacing("ConfigMap", with: "Secret")
      .replacing("config:", with: ".dockerconfigjson:")
    for text in [manifest, secret] {
      #expect(found(scan(text, path: "pull.yaml"), password) != nil)
    }
  }

  // MARK: Helm

  /// A release as Helm stores it in a Secret: base64 of base64 of gzip of JSON (helm,
  /// pkg/storage/driver/util.go, `encodeRelease`).
  private static func release(_ json: String) throws -> String {
    let folder = try ScratchFolder()
    let file = try folder.write("release.json", Array(json.utf8))
    let gzip = try Program(named: "gzip").run(["-9", "-c", file.path], in: folder.url)
    return Data(Data(gzip.outputBytes).base64EncodedString().utf8).base64EncodedString()
  }

  @Test func readsAHelmRelease() throws {
    let (token, value, data) = (
      PlantedSecret.github("helm").text, PlantedSecret.password("helm values").text,
      PlantedSecret.password("helm manifest").text
    )
    let object =
      #"---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  password: "#
      + Self.base64(data) + #"\n"#
    let json = """
      {"name":"shop","config":{"db":{"password":"\(value)"},"note":"\(token)"},\
      "manifest":"\(object)"}
      """
    let release = try Self.release(json)
    let text = """
      apiVersion: v1
      kind: Secret
      type: helm.sh/release.v1
      metadata:
        name: sh.helm.release.v1.shop.v1
      data:
        release: \(release)

      """
    let result = scan(text, path: "release.yaml")
    for secret in [token, value, data] {
      let match = try #require(found(result, secret))
      #expect(match.encoding?.hasPrefix("base64 base64 gzip") == true)
      #expect((match.region.startLine, match.region.startColumn) == (7, 12))
    }
    #expect(found(result, data)?.encoding == "base64 base64 gzip json base64")
    #expect(result.undecoded.isEmpty)
  }

  @Test func tellsOfADamagedRelease() throws {
    let release = try Self.release(String(repeating: "{\"a\": \"word\"}, ", count: 400))
    let inner = try #require(Data(base64Encoded: release))
    let cut = inner.prefix(inner.count / 8 * 4).base64EncodedString()
    let result = scan("a\nrelease: \(cut)\n")
    #expect(result.undecoded.map(\.fault) == [.damaged])
    #expect(result.undecoded.map(\.line) == [2])
  }

  // MARK: Bounds

  @Test func tellsWhereTheDepthEnds() throws {
    let token = PlantedSecret.github("deep").text
    var text = token
    for depth in 1...(DecodedScan.depth + 1) {
      text = Self.base64(text)
      let result = scan("x\n\(text)\n")
      let isIn = depth <= DecodedScan.depth
      #expect((found(result, token) != nil) == isIn, "\(depth)")
      #expect(result.undecoded.map(\.fault) == (isIn ? [] : [.depth]), "\(depth)")
      #expect(result.undecoded.allSatisfy { $0.line == 2 })
    }
  }

  /// A megabyte of spaces is a kilobyte of gzip.
  @Test func tellsOfABombInBase64() throws {
    let folder = try ScratchFolder()
    let code = "import sys,gzip;sys.stdout.buffer.write(gzip.compress(b' '*(1<<20)))"
    let gzip = try Program(named: "python3").run(["-c", code], in: folder.url)
    let text = Array("x\n\n\(Data(gzip.outputBytes).base64EncodedString())\n".utf8)
    for (bytes, faults) in [(100_000, [DecodingFault.bytes]), (2_000_000, [])] {
      var scanner = TextScanner(Self.builtin, today: CalendarDate(secondsSince1970: 0))
      var outcome = scanner.scan(text.span, path: RepositoryPath("a.txt"))
      var decoded = DecodedScan(bytes: bytes)
      decoded.add(from: text.span, to: &outcome, with: &scanner)
      #expect(decoded.faults.map(\.fault) == faults)
      #expect(decoded.faults.allSatisfy { $0.offset == 3 })
    }
  }

  /// A suppression inside an encoded text is not one of the file, and neither a faulty one.
  @Test func takesNoSuppressionFromInside() {
    let result = scan("\(Self.base64("KEY=1 # shrike:ignore nothing-known\nOTHER=2\n"))\n")
    #expect(result.suppressions.isEmpty)
  }

  // MARK: Near misses

  static let ordinary = [
    "sha256:" + String(repeating: "9f86d081884c7d65", count: 4),
    "commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
    "printf(\"%02x%02x%02x%02x %d%% of %s\\n\", a, b, c, d)",
    "return b'\\x00\\x01\\x02\\xff\\xfe' + '\\u00e9'",
    "R&amp;D, Q&amp;A, a &lt; b &amp;&amp; c &gt; d",
    "https://example.com/a%20path/with%20spaces?q=%E2%9C%93",
    "C:\\users\\xavier\\update\\x86",
    "100%25 of &copy; 2024 &#169; &unknown; &#xZZ; &#;",
    "%", "\\", "&", "\\u", "\\x4", "&#", "a%4", "\\u{", "\\u{1F600", "&#99999999999;",
  ]

  @Test(arguments: ordinary)
  func findsNothingInOrdinaryText(_ line: String) {
    for text in [line, line + "\n", "x " + line + " y"] {
      let result = scan(text)
      #expect(result.matches.isEmpty && result.undecoded.isEmpty, "\(text)")
    }
  }

  /// An encoded character at any place of a block of which each is looked at as a whole.
  @Test func seesEncodedCharactersAtEveryOffset() throws {
    let token = PlantedSecret.github("offset").text
    for before in 100...300 {
      let text = Array((String(repeating: ".", count: before) + " %67" + token.dropFirst()).utf8)
      let decoded = EncodedText.all(in: text.span).filter { $0.encoding == "percent" }
      #expect(decoded.map(\.bytes) == [Array(token.utf8)], "\(before)")
      #expect(decoded.first?.span == (before + 1)..<text.count)
    }
  }
}
