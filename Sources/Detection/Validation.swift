import Findings
import Rules

/// Proof or disproof of a candidate by its own structure.
enum Validation {
  /// What a validator makes of a candidate.
  enum Outcome: Equatable {
    /// Only a real credential of this kind has this structure.
    case proven(String)
    /// The structure fits and proves nothing more.
    case plausible
    /// The structure fits and tells something.
    case fitting(String)
    /// It has the form, and a checksum or a date speaks against it.
    case doubted(String)
    /// It cannot be one.
    case disproven

    /// What a report says of it.
    var proof: Proof? {
      switch self {
      case .proven(let text): Proof(.proven, text)
      case .fitting(let text): Proof(.fitting, text)
      case .doubted(let text): Proof(.doubted, text)
      case .plausible, .disproven: nil
      }
    }
  }

  /// - Parameter today: what an expiry date is compared with.
  static func outcome(
    of secret: [UInt8], by validator: SecretRule.Validator, today: CalendarDate
  ) -> Outcome {
    switch validator {
    case .githubChecksum, .npmChecksum: checksum(Checksum.isProven(secret))
    case .natsSeed: checksum(Checksum.isProvenNATSSeed(secret))
    case .bech32: checksum(Checksum.isProvenBech32(secret))
    case .jwt: jwt(secret, today: today)
    case .pem: PEMValidation.outcome(of: secret)
    case .basicCredentials: basicCredentials(secret)
    case .uriPassword: Placeholder.isPlaceholderPassword(secret) ? .disproven : .plausible
    case .pypiMacaroon: pypiMacaroon(secret)
    case .awsKeyID: AWSKeyID.outcome(of: secret)
    case .encodedJSON: encodedJSON(secret)
    }
  }

  private static func checksum(_ isRight: Bool) -> Outcome {
    isRight
      ? .proven("its checksum is right")
      : .doubted("its checksum is wrong: it was made up, or changed after it was issued")
  }

  /// A JSON Web Token (RFC 7519, section 3): the first two parts are JSON objects, the header names
  /// an algorithm (RFC 7515, section 4.1.1), and `exp` (RFC 7519, section 4.1.4) is not over.
  private static func jwt(_ token: [UInt8], today: CalendarDate) -> Outcome {
    let parts = token.split(separator: ascii("."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decode(parts[0]),
      let payload = Base64.decode(parts[1]), isObject(header), isObject(payload),
      ByteText.position(of: "\"alg\"", in: header) != nil, parts[2].count >= 20
    else { return .disproven }
    if let seconds = number(of: "exp", in: payload) {
      let end = CalendarDate(secondsSince1970: seconds)
      if end < today { return .doubted("it expired on \(end.text)") }
      return .proven("it is well formed and good until \(end.text)")
    }
    return .proven("its header and payload are well formed")
  }

  /// The number behind `"name":` in a JSON text, nil where there is none of 9 to 11 digits.
  private static func number(of name: String, in json: [UInt8]) -> Int64? {
    guard let start = ByteText.position(of: "\"\(name)\"", in: json) else { return nil }
    let rest = json[(start + name.utf8.count + 2)...].drop { $0.isBlank || $0 == ascii(":") }
    let digits = rest.prefix(while: \.isDigit)
    guard (9...11).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - ascii("0")) }
  }

  /// `user:password` of HTTP basic authentication (RFC 7617, section 2).
  private static func basicCredentials(_ text: [UInt8]) -> Outcome {
    guard let decoded = Base64.decode(text), let colon = decoded.firstIndex(of: ascii(":")),
      decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return .disproven }
    let password = Array(decoded[(colon + 1)...])
    return Placeholder.isPlaceholderPassword(password) ? .disproven : .plausible
  }

  /// A macaroon of PyPI behind `pypi-`: the binary format of libmacaroons, version 2 (libmacaroons,
  /// doc/format.txt), whose location is the index and whose signature has 32 bytes.
  private static func pypiMacaroon(_ token: [UInt8]) -> Outcome {
    let doubt = Outcome.doubted("it is no whole macaroon: it was cut off or changed")
    guard let dash = token.firstIndex(of: ascii("-")),
      let bytes = Base64.decode(token[(dash + 1)...]), bytes.first == 2
    else { return doubt }
    var position = 1
    var signature = 0
    while position + 1 < bytes.count {
      let type = bytes[position]
      position += 1
      if type == 0 { continue }
      // A length is a varint; none here takes more than two bytes.
      var length = Int(bytes[position])
      position += 1
      if length >= 0x80, position < bytes.count {
        length = (length & 0x7F) | Int(bytes[position]) << 7
        position += 1
      }
      guard position + length <= bytes.count else { return doubt }
      position += length
      if type == 6 { signature = length }
    }
    return signature == 32 ? .proven("it is a whole macaroon") : doubt
  }

  /// base64 of a JSON object behind the last character that no base64 has, as in `ops_eyJ…` and
  /// `sntrys_eyJ…_…`.
  private static func encodedJSON(_ token: [UInt8]) -> Outcome {
    let head = Array("eyJ".utf8)
    guard let start = ByteText.position(of: head, in: token) else { return .plausible }
    let body = token[start...].prefix { Base64.isDigit($0) && $0 != ascii("_") }
    guard let json = Base64.decode(body), isObject(json) else {
      return .doubted("what it encodes is no JSON object: it was cut off or changed")
    }
    return .proven("it encodes a JSON object")
  }

  private static func isObject(_ json: [UInt8]) -> Bool {
    let text = json.drop { $0.isBlank || $0.isLineBreak }
    return text.first == ascii("{") && text.last { !$0.isBlank && !$0.isLineBreak } == ascii("}")
  }
}
