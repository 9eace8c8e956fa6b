extension CloudIdentity {
  /// Whether the value has the form that the cloud gives it.
  ///
  /// Sources: RFC 9562, section 4; AWS IAM User Guide, "IAM ARNs"; Google IAM, "Service accounts
  /// overview".
  var isWellFormed: Bool {
    switch annotation {
    case .azureClient, .azureTenant: CloudIdentity.isGUID(text)
    case .awsRole: roleName != nil
    case .googleAccount: accountName != nil
    }
  }

  /// What an AWS role's ARN says behind `role/`, its path included; nil for what is no role's ARN.
  var roleName: String? {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard annotation == .awsRole, parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"),
      parts[2] == "iam", parts[3].isEmpty, parts[4].utf8.count == 12,
      parts[4].utf8.allSatisfy(\.isDigit), parts[5].hasPrefix("role/"), parts[5].utf8.count > 5
    else { return nil }
    return String(parts[5].dropFirst(5))
  }

  /// A Google account's name before the `@`; nil for what is no such address.
  var accountName: String? {
    guard annotation == .googleAccount, text.hasSuffix(".iam.gserviceaccount.com") else {
      return nil
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1] != ".iam.gserviceaccount.com" else {
      return nil
    }
    return String(parts[0])
  }

  /// Whether `text` is a UUID: 8, 4, 4, 4 and 12 hexadecimal digits.
  static func isGUID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy { $0.hexadecimalValue != nil } }
  }
}
