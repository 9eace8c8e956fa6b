/// The weights of the score for generic credentials, as `rules/score/` has them.
///
/// A sum of steps: each adds a weight where a feature reaches a threshold, and the sum is the
/// log-odds of a real credential. What is observed, and under which names, is `CredentialFeature` in
/// `Detection`.
///
/// The file has one entry a line, `#` opens a comment:
/// - `version 1`
/// - `reported 0.5`, `medium 0.7`, `high 0.95`: the probabilities at which confidence begins
/// - `base W P V` and `step FEATURE THRESHOLD W P V`: a weight for every name, what a password's
///   name adds to it, and what a vague name adds
/// - `letters t 5a…`: what letters cost behind `t` and a second one, see `letters`
public struct ScoreModel: Sendable, Hashable {
  /// The layout of the file that this reads.
  public static let version = 1

  /// A weight by the name's strength.
  public struct Weight: Sendable, Hashable {
    /// For every name.
    public var all: Double
    /// Added for the name of a password.
    public var password: Double
    /// Added for a vague name.
    public var vague: Double
  }

  /// A weight that counts where a feature reaches a threshold.
  public struct Step: Sendable, Hashable {
    public var feature: String
    public var threshold: Double
    public var weight: Weight
  }

  /// From this probability on, a finding is reported, with low confidence.
  public private(set) var reported = 1.0
  /// From this probability on, its confidence is medium.
  public private(set) var medium = 1.0
  /// From this probability on, its confidence is high.
  public private(set) var high = 1.0
  /// Where the sum starts.
  public private(set) var base = Weight(all: 0, password: 0, vague: 0)
  public private(set) var steps: [Step] = []
  /// Half bits that a letter costs behind two others: 27 × 27 × 27, the first two letters outermost;
  /// 0 is the start of a word, 1 is `a`.
  public private(set) var letters = [UInt8](repeating: 0, count: 27 * 27 * 27)

  /// What is wrong with a file of weights, and on which line, from 1.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    public var line: Int
    public var message: String
    public var description: String { message }
  }

  /// The model that `text` describes.
  public init(text: String) throws(Fault) {
    var isVersionKnown = false
    var rows = 0
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split(separator: 0x20).map { Substring($0) }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if first == "version" {
        isVersionKnown = words.count == 2 && Int(words[1]) == ScoreModel.version
      }
      guard isVersionKnown else {
        throw Fault(
          line: index + 1,
          message: "the weights are not of version \(ScoreModel.version): run make train")
      }
      guard read(first, Array(words.dropFirst())) else {
        throw Fault(line: index + 1, message: "not a line of weights: run make train")
      }
      if first == "letters" { rows += 1 }
    }
    guard rows == 27, 0 < reported, reported <= medium, medium <= high, high <= 1 else {
      throw Fault(
        line: 1,
        message: "27 rows of letters and three rising probabilities are needed: "
          + "run make train")
    }
  }

  private mutating func read(_ entry: Substring, _ words: [Substring]) -> Bool {
    switch entry {
    case "version": return true
    case "reported": return set(\.reported, words)
    case "medium": return set(\.medium, words)
    case "high": return set(\.high, words)
    case "letters": return readLetters(words)
    case "base":
      guard let weight = ScoreModel.weight(words[...]) else { return false }
      base = weight
      return true
    case "step":
      guard words.count == 5, let threshold = Double(words[1]),
        let weight = ScoreModel.weight(words[2...])
      else { return false }
      steps.append(Step(feature: String(words[0]), threshold: threshold, weight: weight))
      return true
    default: return false
    }
  }

  private mutating func set(
    _ path: WritableKeyPath<ScoreModel, Double>, _ words: [Substring]
  ) -> Bool {
    guard words.count == 1, let number = Double(words[0]) else { return false }
    self[keyPath: path] = number
    return true
  }

  private static func weight(_ words: ArraySlice<Substring>) -> Weight? {
    let numbers = words.compactMap { Double($0) }
    guard words.count == 3, numbers.count == 3, numbers.allSatisfy(\.isFinite) else { return nil }
    return Weight(all: numbers[0], password: numbers[1], vague: numbers[2])
  }

  /// `letters t 0a3…`: for each second letter, then each third, half bits in base 36.
  private mutating func readLetters(_ words: [Substring]) -> Bool {
    guard words.count == 2, let letter = words[0].utf8.first, words[0].utf8.count == 1,
      words[1].utf8.count == 27 * 27
    else { return false }
    let row = letter == UInt8(ascii: "-") ? 0 : Int(letter & 0x1F)
    guard row < 27 else { return false }
    for (index, digit) in words[1].utf8.enumerated() {
      let isLetter = digit >= UInt8(ascii: "a")
      let cost = isLetter ? digit &- 87 : digit &- 48
      guard cost < (isLetter ? 36 : 10) else { return false }
      letters[row * 27 * 27 + index] = cost
    }
    return true
  }
}
