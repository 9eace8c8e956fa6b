/// A short, stable identity in lower-case hexadecimal, which does not give the hashed text away.
public struct Fingerprint: Sendable, Hashable {
  /// 32 hexadecimal digits.
  public let text: String

  /// The fingerprint written as `text`, nil unless it is 32 hexadecimal digits.
  public init?(text: String) {
    let lowered = text.lowercased()
    guard lowered.utf8.count == 32, lowered.allSatisfy(\.isHexDigit) else { return nil }
    self.text = lowered
  }

  init(digest: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    let written = digest.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    text = String(decoding: written, as: UTF8.self)
  }
}

/// The key under which secrets are hashed.
///
/// A bare hash of a weak password can be looked up in a table; under a key it cannot. Reports of
/// one repository must agree between machines, so the key comes from the configuration or the
/// environment, and without either from a constant: that still defeats tables made for other tools.
public struct FingerprintKey: Sendable {
  private let bytes: [UInt8]

  /// The key with the bytes of `text`.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The key used where nobody set one.
  public static let standard = FingerprintKey("shrike secret fingerprint, version 1")

  /// The identity of a secret: the same in every file, commit and rule.
  public func secret(_ secret: [UInt8]) -> Fingerprint {
    Fingerprint(digest: SHA256.authentication(secret, key: bytes))
  }

  /// The identity of a finding: its rule and the parts that make it that finding and no other.
  ///
  /// For a leak the one part is the secret; for a breach of policy, the object and key path.
  public func finding(ruleID: String, parts: [[UInt8]]) -> Fingerprint {
    var message = Array(ruleID.utf8)
    for part in parts {
      message.append(0)
      message += part
    }
    return Fingerprint(digest: SHA256.authentication(message, key: bytes))
  }
}
