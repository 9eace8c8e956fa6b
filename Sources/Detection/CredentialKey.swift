/// The name that a value is assigned to, taken apart into words.
public struct CredentialKey: Sendable {
  /// How much a name promises.
  enum Strength: Int {
    /// A word that may mean a credential (`key`, `nonce`): its value must look random by itself.
    case vague
    /// A word for a generated secret (`secret`, `token`, `apiKey`): its value looks random.
    case generated
    /// A word for a password: its value may be anything a person types.
    case password
  }

  let strength: Strength
  /// What the words of the name mean, all together.
  let meaning: Meaning

  /// Whether the name speaks of a credential by itself, whatever the value looks like.
  public var isExplicit: Bool { strength != .vague }

  /// The key of a value that looks random, whatever its name.
  static let generated = CredentialKey(strength: .generated, meaning: [])

  private init(strength: Strength, meaning: Meaning) {
    self.strength = strength
    self.meaning = meaning
  }

  /// The key with the bytes of `name`; nil where the name does not speak of a credential, or speaks
  /// of something about one (`passwordField`, `tokenUrl`, `secretName`).
  public init?(name: Span<UInt8>) {
    var strength: Strength?
    var isNegated = false
    var isNegatedBefore = false
    var previous: Meaning = []
    var all: Meaning = []
    var position = 0
    // The last word that means a credential counts: what came before it may negate it, and what
    // comes behind may make the name one of something else.
    while let word = NameWord.next(in: name, from: &position) {
      let meaning = Meaning(rawValue: CredentialKey.meanings[word])
      if let found = CredentialKey.strength(of: word, meaning, behind: previous) {
        strength = found
        isNegatedBefore = isNegated
      } else if meaning.contains(.aspect) || strength == .vague {
        // A vague word must be the last: `KEY_F10` is no key.
        strength = nil
      }
      if meaning.contains(.negation) { isNegated = true }
      previous = meaning
      all.formUnion(meaning)
    }
    guard let strength, !isNegatedBefore else { return nil }
    self.strength = strength
    self.meaning = all
  }

  /// Whether a function of this name looks a value up by its argument (`getenv("…")`): what it is
  /// given is a name.
  static func looksUp(_ function: Span<UInt8>) -> Bool {
    var position = 0
    while let word = NameWord.next(in: function, from: &position) {
      if Meaning(rawValue: meanings[word]).contains(.lookUp) { return true }
    }
    return false
  }

  /// What a word promises: alone, by its ending, or as a pair with the one before it.
  private static func strength(
    of word: NameWord, _ meaning: Meaning, behind previous: Meaning
  ) -> Strength? {
    if meaning.contains(.password) { return .password }
    if !meaning.contains(.aspect), passwordEndings.contains(where: { word.ends(with: $0) }) {
      return .password
    }
    if meaning.contains(.generated) { return .generated }
    if !meaning.contains(.aspect), generatedEndings.contains(where: { word.ends(with: $0) }) {
      return .generated
    }
    if meaning.contains(.key) { return previous.contains(.qualifier) ? .generated : .vague }
    if meaning.contains(.code), previous.contains(.access) { return .generated }
    return meaning.contains(.vague) ? .vague : nil
  }
}
