/// What the score of a generic credential looks at; each is a number.
///
/// The cases' names are the names in `rules/score/`: a new one takes part as soon as the weights
/// are trained anew (`make train`).
package enum CredentialFeature: Int, CaseIterable, Sendable {
  // The name: `CredentialFeatures+Key.swift`.
  /// 0 for a vague word, 1 for one of a generated secret, 2 for one of a password.
  case keyStrength
  /// Whether the name says that its value is made up (`fakeToken`).
  case keyPretends
  /// Whether the name is in capitals, as constants and variables of an environment are.
  case keyIsConstant
  /// The share of the value's letters that stand in the name as well.
  case valueInKey

  // The assignment's shape and the file: `CredentialFeatures+Shape.swift`.
  case isDelimited, isComparison, isArgument, isColon, isEmbedded, isListed, isMarkup, isWrapped
  case isYAML, isLine, isShell, isCode, isData, isDocument, isTemplate
  /// Whether something else than punctuation follows on the value's line.
  case goesOn

  // The characters: `CredentialFeatures+Characters.swift`.
  /// Bytes of the value.
  case length
  /// Shares of the value's bytes.
  case digits, uppers, specials, blanks, foreign
  /// Shannon entropy, as a share of what so many bytes can have.
  case entropyShare
  /// How many of small letters, capitals, digits, joints and other signs there are.
  case classes
  /// How often the class of character changes, a byte.
  case changes
  /// The share of the value's bytes in runs through the alphabet, the digits or the keyboard.
  case sequence
  /// 1 where all digits stand at the end, behind letters (`admin123`).
  case digitsBehind
  /// 1 for hexadecimal digits only, 2 with a length of a common hash.
  case hex
  /// 1 for digits of base64 only, 2 with padding.
  case base64

  // The letters as text: `CredentialFeatures+Words.swift`.
  /// Bits a letter that the letters cost as words of English and of code: 3 for words, 7 at random.
  case rarity
  /// The bits of all letters together, above what words would cost.
  case surprise
  /// Bits a letter of the cheapest run of letters.
  case plainestRun
  /// The share of the value's bytes that stand in stock words (`pass`, `admin`, `test`).
  case stockWords
  /// 1 for words joined as a name of code is (`some_name`, `some-name`, `someName`).
  case identifier

  // What it is instead: `CredentialFeatures+NonSecrets.swift`.
  case isUUID, isPath, isVersion, isAddress, isExpression, isEncodedText

  /// The name in the file of weights.
  package var name: String { CredentialFeature.names[rawValue] }

  /// The names of the cases, in their order. A description of a case is the same, see the tests, and
  /// costs a hook half a millisecond for all of them.
  private static let names = [
    "keyStrength", "keyPretends", "keyIsConstant", "valueInKey", "isDelimited", "isComparison",
    "isArgument", "isColon", "isEmbedded", "isListed", "isMarkup", "isWrapped", "isYAML",
    "isLine", "isShell", "isCode", "isData", "isDocument", "isTemplate", "goesOn", "length",
    "digits", "uppers", "specials", "blanks", "foreign", "entropyShare", "classes", "changes",
    "sequence", "digitsBehind", "hex", "base64", "rarity", "surprise", "plainestRun",
    "stockWords", "identifier", "isUUID", "isPath", "isVersion", "isAddress", "isExpression",
    "isEncodedText",
  ]
}
