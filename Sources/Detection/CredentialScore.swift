#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How likely the value of an assignment is a real credential.
///
/// A small logistic model: each observation adds its weight, the sum becomes a probability. The
/// weights were set by hand and checked on the labelled excerpts of CredData's tuning half.
struct CredentialScore {
  /// From 0 to 1.
  let probability: Double

  /// Above this a finding is reported, with medium confidence.
  static let reported = 0.5
  /// Above this the confidence stays medium; between `reported` and it, it is low.
  static let medium = 0.7

  init(key: CredentialKey, assignment: Assignment, value: [UInt8], style: ValueStyle) {
    let shape = ValueShape(value)
    guard !shape.isImpossible else {
      probability = 0
      return
    }
    var sum = shape.randomness
    switch key.strength {
    case .password: sum += 1.6 + shape.passwordness
    case .generated: sum += shape.isLongEnoughForGenerated ? 0.4 : -2.5
    }
    if !assignment.isDelimited { sum -= style == .unknown ? 1.2 : 0.2 }
    if assignment.isComparison { sum -= 1.5 }
    if assignment.isArgument { sum -= 0.5 }
    probability = 1 / (1 + exp(-sum))
  }
}

/// What the characters of a value say of it.
struct ValueShape {
  /// A value that no secret has: a number, a path, a URL, a sentence, a call, markup.
  let isImpossible: Bool
  /// Positive for text that looks generated, negative for words and identifiers.
  let randomness: Double
  /// Positive for text that people type as a password.
  let passwordness: Double
  let isLongEnoughForGenerated: Bool

  init(_ value: [UInt8]) {
    let counts = Counts(value)
    isImpossible = ValueShape.isImpossible(value, counts)
    isLongEnoughForGenerated = value.count >= 10
    randomness = ValueShape.randomness(value, counts)
    passwordness = ValueShape.passwordness(value, counts)
  }

  /// How many bytes of each class there are, and how often the class changes.
  struct Counts {
    var lower = 0
    var upper = 0
    var digits = 0
    var blanks = 0
    var punctuation = 0
    var other = 0
    var changes = 0

    init(_ value: [UInt8]) {
      var last = 0
      for byte in value {
        let kind: Int
        if byte.isLower {
          lower += 1
          kind = 1
        } else if byte.isUpper {
          upper += 1
          kind = 2
        } else if byte.isDigit {
          digits += 1
          kind = 3
        } else if byte.isBlank {
          blanks += 1
          kind = 4
        } else if byte < 0x80 {
          punctuation += 1
          kind = 4
        } else {
          other += 1
          kind = 5
        }
        if kind != last, last != 0 { changes += 1 }
        last = kind
      }
    }

    var letters: Int { lower + upper }
  }

  private static func isImpossible(_ value: [UInt8], _ counts: Counts) -> Bool {
    if value.count < 4 || Placeholder.isPlaceholderPassword(value) { return true }
    if counts.blanks > 1 || counts.other > 2 { return true }
    if counts.letters == 0, counts.digits < 6 { return true }
    let text = String(decoding: value, as: UTF8.self)
    if text.contains("://") || text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../")
      || text.hasPrefix("~/") || text.contains("\\\\") || text.hasPrefix("#")
    {
      return true
    }
    if isExpression(value) || isPublicIdentifier(value) { return true }
    return isEncodedPlaceholder(value)
  }

  /// base64 of a text that is no secret itself.
  private static func isEncodedPlaceholder(_ value: [UInt8]) -> Bool {
    guard value.count >= 8, let decoded = Base64.decode(value),
      decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else { return false }
    let password = decoded.firstIndex(of: ascii(":")).map { Array(decoded[($0 + 1)...]) } ?? decoded
    return Placeholder.isPlaceholderPassword(password)
  }

  /// A call, an index, a member chain, a generic type or an operator: source code, not a value.
  private static func isExpression(_ value: [UInt8]) -> Bool {
    if let last = value.last, let open = value.firstIndex(of: ascii("(")) {
      let head = value[..<open]
      if last == ascii(")") || last == ascii(";") || last == ascii("{"),
        head.allSatisfy({ $0.isIdentifier || $0 == ascii(".") })
      {
        return true
      }
    }
    let parts = value.split(separator: ascii("."), omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ isPlainWord(Array($0)) }) { return true }
    let arrows = [Array("->".utf8), Array("=>".utf8), Array("::".utf8), Array("</".utf8)]
    return arrows.contains { Placeholder.contains(value, $0) }
  }

  private static func isPlainWord(_ word: [UInt8]) -> Bool {
    guard let first = word.first, first.isLetter || first == ascii("_") else { return false }
    return word.allSatisfy { $0.isIdentifier } && word.filter(\.isDigit).count <= 1
  }

  /// A UUID (RFC 4122, section 3), an ISO date, or an IPv4 address.
  private static func isPublicIdentifier(_ value: [UInt8]) -> Bool {
    let isAddress =
      value.allSatisfy { $0.isDigit || $0 == ascii(".") || $0 == ascii(":") }
      && value.count { $0 == ascii(".") } == 3
    return isAddress
  }

  private static func randomness(_ value: [UInt8], _ counts: Counts) -> Double {
    let length = Double(value.count)
    let entropy = Entropy.shannon(value)
    // Of `n` distinct random characters the entropy is near log2(n): compare with what is possible.
    var sum = (entropy - 3.0) * 0.9 + min(length, 40) * 0.02
    sum += Double(counts.changes) / length * 3.0
    if counts.digits > 0, counts.letters > 0 { sum += 0.9 }
    if counts.digits == 0, counts.punctuation == 0 { sum -= 1.0 }
    sum -= wordiness(value) * 3.2
    if isIdentifierLike(value, counts) { sum -= 2.2 }
    if counts.blanks > 0 { sum -= 1.5 }
    return sum
  }

  private static func passwordness(_ value: [UInt8], _ counts: Counts) -> Double {
    var sum = 0.0
    let special = value.count { "!@#$%^&*?+~".utf8.contains($0) }
    if special > 0, counts.letters > 0 { sum += 1.2 }
    if counts.digits > 0, counts.letters > 0 { sum += 0.6 }
    if value.count < 6 { sum -= 1.0 }
    return sum
  }

  /// `some_name`, `some-name`, `someName`, `some.name`: words joined, hardly a digit.
  private static func isIdentifierLike(_ value: [UInt8], _ counts: Counts) -> Bool {
    let joints = value.count { $0 == ascii("_") || $0 == ascii("-") || $0 == ascii(".") }
    guard counts.punctuation == joints, counts.blanks == 0, counts.digits <= 1 else { return false }
    return joints > 0 || counts.upper > 0 && counts.changes <= max(2, value.count / 4)
  }

  /// The share of letter pairs that are common in English and in names of code, 0 to 1.
  private static func wordiness(_ value: [UInt8]) -> Double {
    var pairs = 0
    var common = 0
    for (first, second) in zip(value, value.dropFirst()) where first.isLetter && second.isLetter {
      pairs += 1
      if commonPairs.contains(UInt16(first.lowered) << 8 | UInt16(second.lowered)) { common += 1 }
    }
    return pairs < 3 ? 0 : Double(common) / Double(pairs)
  }

  /// The hundred letter pairs that English text holds most often (Norvig, "English Letter Frequency
  /// Counts", 2012): three quarters of all its pairs, one in seven of random ones.
  private static let commonPairs: Set<UInt16> = {
    let pairs = """
      th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve \
      co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no \
      ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts \
      mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo
      """
    return Set(
      pairs.split(whereSeparator: { $0 == " " || $0.isNewline }).map { pair in
        let bytes = Array(pair.utf8)
        return UInt16(bytes[0]) << 8 | UInt16(bytes[1])
      })
  }()
}
