extension CredentialFeatures {
  /// Forms of values that are something else than a secret.
  mutating func observeNonSecrets(_ value: [UInt8]) {
    set(.isUUID, if: CredentialFeatures.isUUID(value))
    let slashes = value.count { $0 == ascii("/") }
    set(.isPath, if: slashes > 0 && CredentialFeatures.isPath(value))
    set(
      .isVersion,
      if: value.contains(ascii(".")) && value.allSatisfy { $0.isDigit || $0 == ascii(".") })
    set(.isAddress, if: CredentialFeatures.isAddress(value))
    set(.isExpression, if: CredentialFeatures.isExpression(value))
    set(.isEncodedText, if: CredentialFeatures.isEncodedText(value))
  }

  /// RFC 4122, section 3.
  static func isUUID(_ value: [UInt8]) -> Bool {
    value.count == 36
      && value.indices.allSatisfy { index in
        [8, 13, 18, 23].contains(index) ? value[index] == ascii("-") : value[index].isHexDigit
      }
  }

  /// Folders and files: parts of plain characters between slashes, with a letter in most.
  private static func isPath(_ value: [UInt8]) -> Bool {
    if value.first == ascii("/") || value.first == ascii(".") || value.first == ascii("~") {
      return value.count < 24 || value.count { $0 == ascii("/") } > 2
    }
    let parts = value.split(separator: ascii("/"))
    return parts.count > 1
      && parts.allSatisfy { part in
        part.allSatisfy {
          $0.isIdentifier || $0 == ascii("-") || $0 == ascii(".") || $0 == ascii(":")
        }
          && part.count(where: \.isUpper) <= 1 && part.count(where: \.isDigit) <= 2
      }
  }

  /// `name@host.tld`.
  private static func isAddress(_ value: [UInt8]) -> Bool {
    let parts = value.split(separator: ascii("@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(ascii(".")) else { return false }
    return parts[1].last.map(\.isLetter) == true
      && parts[1].allSatisfy { $0.isAlphanumeric || $0 == ascii(".") || $0 == ascii("-") }
  }

  /// A call, an index, a member chain, an operator or markup: source code, not a value.
  private static func isExpression(_ value: [UInt8]) -> Bool {
    if let last = value.last, let open = value.firstIndex(of: ascii("(")) {
      let isEnd =
        last == ascii(")") || last == ascii(";") || last == ascii("{") || last == ascii(",")
      if isEnd,
        value[..<open].allSatisfy({ $0.isIdentifier || $0 == ascii(".") || $0 == ascii(":") })
      {
        return true
      }
    }
    let parts = value.split(separator: ascii("."), omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy(isPlainName) { return true }
    return codeMarks.isAnyIn(value)
  }

  private static let codeMarks = WordSet(["->", "=>", "::", "</", "()", "[\"", "['"])

  private static func isPlainName(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first.isLetter || first == ascii("_") else { return false }
    return word.allSatisfy(\.isIdentifier) && word.count(where: \.isDigit) <= 1
  }

  /// base64 of a plain text.
  private static func isEncodedText(_ value: [UInt8]) -> Bool {
    guard value.count >= 8, let decoded = Base64.decode(value) else { return false }
    return decoded.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0.isLineBreak }
  }
}
