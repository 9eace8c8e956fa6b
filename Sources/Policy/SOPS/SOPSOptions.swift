/// Which values of a file SOPS encrypts, as its metadata or a creation rule says.
public struct SOPSOptions: Sendable {
  public var unencryptedSuffix: String?
  public var encryptedSuffix: String?
  public var unencryptedRegex: SOPSPattern?
  public var encryptedRegex: SOPSPattern?
  public var unencryptedCommentRegex: SOPSPattern?
  public var encryptedCommentRegex: SOPSPattern?

  /// What SOPS leaves alone where nothing else is said (sops.go, `DefaultUnencryptedSuffix`).
  public static let defaultUnencryptedSuffix = "_unencrypted"

  public init() {}

  /// Sets the option called `name` as SOPS writes it; false for another name. An empty text is no
  /// option.
  public mutating func set(_ name: String, to text: String) -> Bool {
    let pattern = text.isEmpty ? nil : SOPSPattern(text)
    switch name {
    case "unencrypted_suffix": unencryptedSuffix = text.isEmpty ? nil : text
    case "encrypted_suffix": encryptedSuffix = text.isEmpty ? nil : text
    case "unencrypted_regex": unencryptedRegex = pattern
    case "encrypted_regex": encryptedRegex = pattern
    case "unencrypted_comment_regex": unencryptedCommentRegex = pattern
    case "encrypted_comment_regex": encryptedCommentRegex = pattern
    default: return false
    }
    return true
  }

  /// How many options are set. SOPS refuses a file or rule with more than one (stores.go,
  /// `ToInternal`; config.go, `configFromRule`).
  public var count: Int {
    [
      unencryptedSuffix != nil, encryptedSuffix != nil, unencryptedRegex != nil,
      encryptedRegex != nil, unencryptedCommentRegex != nil, encryptedCommentRegex != nil,
    ].count { $0 }
  }

  /// Whether SOPS encrypts the value at `path` (getsops/sops, sops.go, `shouldBeEncrypted`).
  ///
  /// Each option that is set is asked in a fixed order, and a later one overrides: the suffixes and
  /// regular expressions look at every key of the path, those for comments at every comment that
  /// stands over the value or over a mapping around it.
  ///
  /// - Parameters:
  ///   - path: the keys from the root; a list adds none.
  ///   - comments: the comments in force at each level, the outermost first.
  ///   - isComment: whether the value is itself a comment, the last of the last level.
  public func shouldBeEncrypted(
    path: [String], comments: [[String]] = [], isComment: Bool = false
  ) -> Bool {
    var isEncrypted = true
    let suffix = count == 0 ? SOPSOptions.defaultUnencryptedSuffix : unencryptedSuffix
    if let suffix, path.contains(where: { $0.hasByteSuffix(suffix) }) { isEncrypted = false }
    if let encryptedSuffix {
      isEncrypted = path.contains { $0.hasByteSuffix(encryptedSuffix) }
    }
    if let unencryptedRegex, path.contains(where: unencryptedRegex.matches) {
      isEncrypted = false
    }
    if let encryptedRegex { isEncrypted = path.contains(where: encryptedRegex.matches) }
    if let unencryptedCommentRegex,
      comments.contains(where: { $0.contains(where: unencryptedCommentRegex.matches) })
    {
      isEncrypted = false
    }
    if let encryptedCommentRegex {
      var asked = comments
      // The comment that asks for encryption is itself left readable.
      if isComment, let last = asked.popLast() { asked.append(last.dropLast()) }
      isEncrypted = asked.contains { $0.contains(where: encryptedCommentRegex.matches) }
    }
    return isEncrypted
  }
}

extension String {
  /// Whether the bytes end in those of `suffix`, as Go compares: canonically equal is not equal.
  fileprivate func hasByteSuffix(_ suffix: String) -> Bool {
    utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
