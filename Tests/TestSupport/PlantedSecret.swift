import Foundation

/// A made-up credential, composed at run time so that it never stands whole in a committed file.
///
/// The same name always gives the same secret, and different names different ones.
public struct PlantedSecret: Sendable, Hashable {
  public let text: String
  /// How many characters at the front say only what it is, and may be shown.
  public let publicPrefix: Int

  /// A classic GitHub token with a right checksum: 30 random characters and the CRC-32 of them in
  /// base 62 (GitHub, "Behind GitHub's new authentication token formats").
  public static func github(_ name: String) -> PlantedSecret {
    var random = Randomness(seed: "github:" + name)
    let body = random.characters(30, of: base62)
    return PlantedSecret(text: "ghp_" + body + checksum(of: body), publicPrefix: 4)
  }

  /// A password of letters and digits, which only its context makes a credential.
  public static func password(_ name: String) -> PlantedSecret {
    var random = Randomness(seed: "password:" + name)
    return PlantedSecret(text: random.characters(28, of: base62), publicPrefix: 0)
  }

  /// A private key in PEM: the right shape around random bytes.
  public static func pem(_ name: String) -> PlantedSecret {
    var random = Randomness(seed: "pem:" + name)
    let lines = (0..<13).map { line in
      (line == 0 ? "MIIEow" : "")
        + random.characters(line == 0 ? 58 : 64, of: base62)
    }
    let frame = ["-----BEGIN RSA ", "-----END RSA "].map { $0 + "PRIVATE KEY-----" }
    return PlantedSecret(
      text: ([frame[0]] + lines + [frame[1]]).joined(separator: "\n"), publicPrefix: 38)
  }

  /// An AWS access key id (AWS IAM User Guide, "Unique identifiers": `AKIA` and 16 of base 32).
  public static func awsID(_ name: String) -> PlantedSecret {
    var random = Randomness(seed: "aws-id:" + name)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    return PlantedSecret(text: "AKIA" + random.characters(16, of: alphabet), publicPrefix: 4)
  }

  /// An AWS secret access key: 40 characters of base 64.
  public static func awsSecret(_ name: String) -> PlantedSecret {
    var random = Randomness(seed: "aws-secret:" + name)
    return PlantedSecret(text: random.characters(40, of: base62 + ["+", "/"]), publicPrefix: 0)
  }

  /// The secret that a placeholder of a stream names, as `github:removed later`.
  static func named(_ name: String) throws -> PlantedSecret {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw SetUpError("no kind of secret in '@{\(name)}'") }
    switch parts[0] {
    case "github": return .github(parts[1])
    case "password": return .password(parts[1])
    case "pem": return .pem(parts[1])
    case "aws-id": return .awsID(parts[1])
    case "aws-secret": return .awsSecret(parts[1])
    default: throw SetUpError("'\(parts[0])' is no kind of secret to plant")
    }
  }

  /// The secret's bytes in base64 (RFC 4648, section 4).
  public var base64: String { Data(text.utf8).base64EncodedString() }

  /// The first trace of the secret in `output`, raw or encoded, nil where there is none.
  ///
  /// Ten characters in a row of the part that is not public are a trace.
  public func trace(in output: String) -> String? {
    traces.first { output.contains($0) }
  }

  private var traces: [String] {
    let hidden = Array(text.dropFirst(publicPrefix)).filter { $0 != "\n" }
    let ends = [0, hidden.count / 2 - 5, hidden.count - 10]
    let raw = ends.map { String(hidden[$0..<($0 + 10)]) }
    return raw + encodings
  }

  /// What base64 of a text that holds the secret, or of the secret in UTF-16, would show of it,
  /// and what hexadecimal and percent-encoding would.
  private var encodings: [String] {
    let bytes = Array(String(text.dropFirst(publicPrefix)).utf8)
    let wide: [UInt8] = bytes.reduce(into: []) { $0 += [$1, 0] }
    let base64 = [bytes, wide].map(PlantedSecret.base64Parts).joined()
    let hexadecimal = bytes.prefix(10).map { String($0, radix: 16) }.joined()
    let percent = bytes.prefix(5).map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    return base64 + [hexadecimal, percent]
  }

  /// Fifteen bytes in base64, for each of the three places where a group may begin.
  private static func base64Parts(of bytes: [UInt8]) -> [String] {
    (0..<3).map { Data(bytes.dropFirst($0).prefix(15)).base64EncodedString() }
  }

  private static let base62 = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

  /// The CRC-32 (IEEE 802.3) of `text` in base 62, six digits.
  private static func checksum(of text: String) -> String {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in text.utf8 {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    var rest = ~crc
    var digits: [Character] = []
    for _ in 0..<6 {
      digits.append(base62[Int(rest % 62)])
      rest /= 62
    }
    return String(digits.reversed())
  }
}

/// Pseudo-random numbers that a name decides (SplitMix64 over the name's FNV-1a hash).
struct Randomness {
  private var state: UInt64

  init(seed: String) {
    state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func characters(_ count: Int, of alphabet: [Character]) -> String {
    String((0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] })
  }
}
