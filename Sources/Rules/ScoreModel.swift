/// The weights of the score for generic credentials, as `rules/score/` has them.
///
/// A sum of small decision trees: each adds the value of the leaf that an observation comes to, and
/// the sum is the log-odds of a real credential. What is observed, and under which names, is
/// `CredentialFeature` in `Detection`.
///
/// The file has one entry a line, `#` opens a comment:
/// - `version 1`
/// - `reported 0.5`, `medium 0.7`, `high 0.95`: the probabilities of the confidence levels
/// - `base -1.25`: where the sum starts
/// - `letters th 5a…`: what a letter costs behind two others, see `letters`
/// - `tree` and `leaf`, `node` lines: see `Tree`
public struct ScoreModel: Sendable, Hashable {
  /// The layout of the file that this reads.
  public static let version = 1

  /// A binary tree, its root first.
  public struct Tree: Sendable, Hashable {
    /// `node FEATURE THRESHOLD LEFT RIGHT`: to `left` where the feature is less than the threshold,
    /// else to `right`; or `leaf VALUE`, which has no feature.
    public struct Node: Sendable, Hashable {
      public var feature: String?
      /// The threshold of a node, the value of a leaf.
      public var number: Double
      /// Indices in the tree, each behind this node's own.
      public var left = 0
      public var right = 0
    }
    public var nodes: [Node] = []
  }

  /// From this probability on, a finding is reported, with low confidence.
  public private(set) var reported = 1.0
  /// From this probability on, its confidence is medium.
  public private(set) var medium = 1.0
  /// From this probability on, its confidence is high.
  public private(set) var high = 1.0
  /// The log-odds to which the trees add.
  public private(set) var base = 0.0
  public private(set) var trees: [Tree] = []
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
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split(separator: 0x20).map { Substring($0) }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if first == "version" {
        isVersionKnown = words.count == 2 && Int(words[1]) == ScoreModel.version
      }
      guard isVersionKnown, read(first, words.dropFirst()) else {
        throw Fault(
          line: index + 1,
          message: isVersionKnown
            ? "not a line of weights: run make train"
            : "the weights are not of version \(ScoreModel.version): run make train")
      }
    }
    guard !trees.isEmpty, trees.allSatisfy(ScoreModel.isWhole) else {
      throw Fault(line: 1, message: "the weights have no tree, or one that is cut: run make train")
    }
  }

  private mutating func read(_ entry: Substring, _ words: ArraySlice<Substring>) -> Bool {
    let words = Array(words)
    switch entry {
    case "version": return true
    case "reported": return set(\.reported, words)
    case "medium": return set(\.medium, words)
    case "high": return set(\.high, words)
    case "base": return set(\.base, words)
    case "letters": return readLetters(words)
    case "tree":
      trees.append(Tree())
      return words.isEmpty
    case "leaf":
      guard words.count == 1, let value = Double(words[0]) else { return false }
      return append(Tree.Node(feature: nil, number: value))
    case "node":
      guard words.count == 4, let threshold = Double(words[1]), let left = Int(words[2]),
        let right = Int(words[3])
      else { return false }
      return append(
        Tree.Node(feature: String(words[0]), number: threshold, left: left, right: right))
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

  private mutating func append(_ node: Tree.Node) -> Bool {
    guard !trees.isEmpty else { return false }
    trees[trees.count - 1].nodes.append(node)
    return true
  }

  /// `letters t 0a3…`: what the 27 × 27 pairs behind the letter cost, in base 36.
  private mutating func readLetters(_ words: [Substring]) -> Bool {
    guard words.count == 2, let letter = words[0].utf8.first, words[0].utf8.count == 1,
      words[1].utf8.count == 27 * 27
    else { return false }
    let row = letter == UInt8(ascii: "-") ? 0 : Int(letter & 0x1F)
    guard row < 27 else { return false }
    for (index, digit) in words[1].utf8.enumerated() {
      let cost = digit >= UInt8(ascii: "a") ? digit &- 87 : digit &- 48
      guard cost < 36 else { return false }
      letters[row * 27 * 27 + index] = cost
    }
    return true
  }

  /// Whether each node's branches lie behind it and in the tree.
  private static func isWhole(_ tree: Tree) -> Bool {
    !tree.nodes.isEmpty
      && tree.nodes.enumerated().allSatisfy { index, node in
        node.feature == nil
          || (index + 1..<tree.nodes.count).contains(node.left)
            && (index + 1..<tree.nodes.count).contains(node.right)
      }
  }
}
