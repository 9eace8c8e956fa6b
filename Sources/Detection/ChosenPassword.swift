/// Tells passwords as people choose them: words or a name, a number, and a sign (`Kestrel-2019!`).
///
/// NIST SP 800-63B, appendix A.3, describes them: what composition rules ask for stands where it is
/// expected.
enum ChosenPassword {
  /// Whether `value`, under a password's name, is most likely one.
  ///
  /// - Parameter features: what is observed of the assignment.
  static func isLikely(_ value: [UInt8], _ features: CredentialFeatures) -> Bool {
    // A type behind a colon, in a schema: `password_missing:flags.3?true bot_id:int`.
    let isBare = features[.isDelimited] == 0 && features[.isColon] > 0 && features[.goesOn] > 0
    guard !isBare, hasForm(value) else { return false }
    for feature in others where features[feature] > 0 { return false }
    return features[.stockWords] < 0.4 && features[.valueInKey] < 0.4
      && features[.sequence] < 0.3
  }

  /// Whether `value`, under a password's name, is a generated one in hexadecimal, or a hash of one,
  /// which gives it away to a list of words.
  static func isHexadecimal(_ value: [UInt8]) -> Bool {
    (24...64).contains(value.count) && value.allSatisfy(\.isHexDigit)
      && value.contains(where: \.isDigit) && value.contains(where: \.isLetter)
  }

  /// What says that the value is something else, or made up.
  private static let others: [CredentialFeature] = [
    .isPath, .isVersion, .isAddress, .isExpression, .isUUID, .keyPretends, .isTemplate,
  ]

  /// Letters, digits and one to three signs, with three letters or more that follow each other.
  static func hasForm(_ value: [UInt8]) -> Bool {
    guard (8...24).contains(value.count), value[0].isAlphanumeric else { return false }
    var digits = 0
    var joints = 0
    var signs = 0
    var letters = 0
    var longest = 0
    for byte in value {
      letters = byte.isLetter ? letters + 1 : 0
      longest = max(longest, letters)
      if byte.isLetter { continue }
      if byte.isDigit {
        digits += 1
      } else if byte == ascii("-") || byte == ascii("_") || byte == ascii(".") {
        joints += 1
      } else if isSign(byte) {
        signs += 1
      } else {
        return false
      }
    }
    // A hyphen, a low line and a dot are also what names are joined by: a year tells them apart.
    let isTelling = signs > 0 ? digits > 0 : digits > 1 && value.contains(where: \.isUpper)
    return isTelling && longest > 2 && (1...3).contains(joints + signs)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii("!"), ascii("#"), ascii("@"), ascii("$"), ascii("%"), ascii("*"), ascii("?"),
      ascii("+"), ascii("="), ascii("&"), ascii("^"), ascii("~"):
      true
    default: false
    }
  }
}
