import Rules

/// What is observed of one assignment that may be a credential's: a number for each feature.
package struct CredentialFeatures {
  /// In the order of `CredentialFeature.allCases`.
  package private(set) var values: [Double]

  /// - Parameters:
  ///   - assignment: its ranges are in `text`.
  ///   - text: the surroundings of the assignment, some lines.
  init(
    _ assignment: Assignment, key: CredentialKey, in text: [UInt8], file: FileTraits,
    letters: LetterCosts
  ) {
    values = Array(repeating: 0, count: CredentialFeature.allCases.count)
    let value = Array(text[assignment.value])
    observeKey(key, assignment, in: text)
    observeShape(assignment, in: text, file: file)
    observeCharacters(of: value)
    observeWords(of: value, letters: letters)
    observeNonSecrets(value)
  }

  subscript(_ feature: CredentialFeature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  mutating func set(_ feature: CredentialFeature, if condition: Bool) {
    values[feature.rawValue] = condition ? 1 : 0
  }
}
