#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension CredentialFeatures {
  /// What characters the value has, and how they follow each other.
  mutating func observeCharacters(of value: [UInt8]) {
    let counts = CharacterCounts(value)
    let length = Double(max(1, value.count))
    self[.length] = Double(value.count)
    self[.digits] = Double(counts.digits) / length
    self[.uppers] = Double(counts.upper) / length
    self[.specials] = Double(counts.specials) / length
    self[.blanks] = Double(counts.blanks) / length
    self[.foreign] = Double(counts.other) / length
    self[.classes] = Double(counts.classes)
    self[.changes] = Double(counts.changes) / length
    let entropy = Entropy.shannon(value)
    self[.entropyShare] = value.count > 1 ? entropy / log2(length) : 0
    self[.sequence] = Double(CharacterCounts.sequenced(value)) / length
    let letters = counts.lower + counts.upper
    let tail = value.reversed().prefix(while: \.isDigit).count
    set(.digitsBehind, if: letters > 0 && tail > 0 && tail == counts.digits)
    if value.allSatisfy(\.isHexDigit), counts.digits > 0 {
      self[.hex] = [32, 40, 56, 64, 96, 128].contains(value.count) ? 2 : 1
    }
    let padding = value.reversed().prefix { $0 == ascii("=") }.count
    if padding < 3, value.dropLast(padding).allSatisfy(Base64.isDigit) {
      self[.base64] = padding > 0 ? 2 : 1
    }
  }
}

/// How many bytes of each class a value has.
struct CharacterCounts {
  private(set) var lower = 0
  private(set) var upper = 0
  private(set) var digits = 0
  private(set) var blanks = 0
  /// Punctuation, without what joins words and digits of base64.
  private(set) var specials = 0
  /// Bytes outside ASCII.
  private(set) var other = 0
  /// How often the class changes between neighbours; a capital that opens a word changes nothing.
  private(set) var changes = 0

  /// What joins words, and digits of base64 that are neither letters nor digits.
  private(set) var joints = 0

  var classes: Int { [lower, upper, digits, specials, joints].count { $0 > 0 } }

  private enum Class { case letter, digit, blank, special, joint, other }

  init(_ value: [UInt8]) {
    var last: Class?
    var wasUpper = false
    for byte in value {
      let kind = count(byte)
      if let last, last != kind || kind == .letter && byte.isUpper && !wasUpper { changes += 1 }
      wasUpper = byte.isUpper
      last = kind
    }
  }

  private mutating func count(_ byte: UInt8) -> Class {
    if byte.isLower {
      lower += 1
      return .letter
    } else if byte.isUpper {
      upper += 1
      return .letter
    } else if byte.isDigit {
      digits += 1
      return .digit
    } else if byte.isBlank {
      blanks += 1
      return .blank
    } else if byte >= 0x80 {
      other += 1
      return .other
    } else if byte == ascii("_") || byte == ascii("-") || byte == ascii(".") || byte == ascii("/")
      || byte == ascii("=") || byte == ascii("+")
    {
      joints += 1
      return .joint
    }
    specials += 1
    return .special
  }

  /// How many bytes stand in runs of three or more through the alphabet, the digits or a row of the
  /// keyboard, up or down, or of one character.
  static func sequenced(_ value: [UInt8]) -> Int {
    var covered = 0
    var run = 1
    var kind: Step?
    for (first, second) in zip(value, value.dropFirst()) {
      let step = step(from: first.lowered, to: second.lowered)
      if step != nil, step == kind {
        run += 1
        continue
      }
      if run > 2 { covered += run }
      run = step == nil ? 1 : 2
      kind = step
    }
    return run > 2 ? covered + run : covered
  }

  private enum Step { case up, down, same, keyboard }

  private static func step(from first: UInt8, to second: UInt8) -> Step? {
    if first == second { return .same }
    if second == first &+ 1 || first == ascii("9") && second == ascii("0") { return .up }
    if first == second &+ 1 || first == ascii("0") && second == ascii("9") { return .down }
    return first.isLetter && keyboard[Int(first & 0x1F)] == second ? .keyboard : nil
  }

  /// For each letter, the one to its right on a keyboard.
  private static let keyboard: [UInt8] = {
    var next = [UInt8](repeating: 0, count: 32)
    for row in ["qwertyuiop", "asdfghjkl", "zxcvbnm"] {
      for (left, right) in zip(row.utf8, row.utf8.dropFirst()) { next[Int(left & 0x1F)] = right }
    }
    return next
  }()
}
