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

  /// Whether the value is half of a pair that travels in the clear (`oauth_nonce`, `consumer_key`):
  /// it helps whoever has the other half, and opens nothing alone.
  let isHalf: Bool
  /// Whether the value may be an idempotency token (`ClientToken`), if it looks like one.
  let mayMarkRequest: Bool

  /// Whether the name speaks of a credential by itself, whatever the value looks like.
  public var isExplicit: Bool { strength != .vague }

  /// The key of a value that looks random, whatever its name.
  static let generated = CredentialKey(strength: .generated, meaning: [])

  private init(strength: Strength, meaning: Meaning) {
    self.strength = strength
    self.meaning = meaning
    (isHalf, mayMarkRequest) = (false, false)
  }

  /// The key with the bytes of `name`; nil where the name does not speak of a credential, or speaks
  /// of something about one (`passwordField`, `tokenUrl`, `secretName`).
  public init?(name: Span<UInt8>) {
    var strength: Strength?
    var isNegated = false
    var isNegatedBefore = false
    var isHalf = false
    var mayMarkRequest = false
    var previous: Meaning = []
    var all: Meaning = []
    var position = 0
    // The last word that means a credential counts: what came before it may negate it, and what
    // comes behind may make the name one of something else.
    while let word = NameWord.next(in: name, from: &position) {
      let meaning = Meaning(rawValue: CredentialKey.meanings[word])
      if let found = CredentialKey.strength(of: word, meaning, behind: previous) {
        strength = found
        let isToken = CredentialKey.tokenEndings.contains { word == $0 || word.ends(with: $0) }
        isNegatedBefore =
          isNegated || found == .password && all.contains(.digest)
          || isToken && all.contains(.marker) && CredentialKey.isField(name, all)
        isHalf = meaning.union(meaning.contains(.key) ? previous : []).contains(.half)
        mayMarkRequest = isToken && previous.contains(.client)
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
    self.isHalf = isHalf
    self.mayMarkRequest = mayMarkRequest
  }

  /// Whether a name with the words `all` is a field's: a variable in capitals says what its token is
  /// good for (`PAGES_UPDATE_TOKEN`), and OAuth's tokens are credentials whatever they are for.
  private static func isField(_ name: Span<UInt8>, _ all: Meaning) -> Bool {
    guard !all.contains(.grant) else { return false }
    for index in name.indices where name[index].isLower { return true }
    return false
  }

  private static let tokenEndings = [NameWord("token"), NameWord("tokens")]

  /// Whether a word of `name` is one for a password, also where the name speaks of something else.
  static func mentionsPassword(_ name: Span<UInt8>) -> Bool {
    var position = 0
    while let word = NameWord.next(in: name, from: &position) {
      if Meaning(rawValue: meanings[word]).contains(.password) { return true }
    }
    return false
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
