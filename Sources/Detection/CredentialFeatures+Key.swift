extension CredentialFeatures {
  /// What the name promises, and whether the value only repeats it (`password: "Password"`).
  mutating func observeKey(_ key: CredentialKey, _ assignment: Assignment, in text: [UInt8]) {
    let name = Array(text[assignment.key])
    self[.keyStrength] = Double(key.strength.rawValue)
    set(.keyPretends, if: key.meaning.contains(.pretence))
    set(.keyIsConstant, if: name.contains(where: \.isUpper) && !name.contains(where: \.isLower))
    self[.valueInKey] = CredentialFeatures.shared(value: Array(text[assignment.value]), name: name)
  }

  /// The share of the value's letters in words that the name has, too.
  private static func shared(value: [UInt8], name: [UInt8]) -> Double {
    var words: [NameWord] = []
    var position = 0
    while let word = NameWord.next(in: name.span, from: &position) { words.append(word) }
    var letters = 0
    var found = 0
    position = 0
    while let word = NameWord.next(in: value.span, from: &position) {
      letters += word.count
      if word.count > 1, words.contains(word) { found += word.count }
    }
    return letters == 0 ? 0 : Double(found) / Double(letters)
  }
}
