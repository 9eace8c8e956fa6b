#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Findings
import Rules

/// Gives the probability that an assignment holds a real credential: the model of `rules/score/`,
/// laid out for evaluation.
struct CredentialScore: Sendable {
  let letters: LetterCosts
  private let model: ScoreModel
  /// All nodes of all trees, one tree behind the other.
  private var nodes: [Node] = []
  /// Where each tree's root is.
  private var roots: [Int] = []

  private struct Node: Sendable {
    /// The feature's index, -1 for a leaf.
    var feature: Int
    var number: Double
    var left: Int
    var right: Int
  }

  /// - Precondition: the model knows no feature that Shrike does not: they come in one binary.
  init(_ model: ScoreModel) {
    self.model = model
    letters = LetterCosts(model.letters)
    var indices: [String: Int] = [:]
    for feature in CredentialFeature.allCases { indices[feature.name] = feature.rawValue }
    for tree in model.trees {
      let root = nodes.count
      roots.append(root)
      for node in tree.nodes {
        let feature = node.feature.map { indices[$0] }
        guard let feature else {
          nodes.append(Node(feature: -1, number: node.number, left: 0, right: 0))
          continue
        }
        guard let feature else {
          preconditionFailure("the weights name an unknown feature: run make train")
        }
        nodes.append(
          Node(
            feature: feature, number: node.number, left: root + node.left,
            right: root + node.right))
      }
    }
  }

  /// From 0 to 1.
  func probability(of features: CredentialFeatures) -> Double {
    var sum = model.base
    for root in roots {
      var index = root
      while nodes[index].feature >= 0 {
        let node = nodes[index]
        index = features.values[node.feature] < node.number ? node.left : node.right
      }
      sum += nodes[index].number
    }
    return 1 / (1 + exp(-sum))
  }

  /// How sure a finding of that probability is, nil where it is none.
  func confidence(of probability: Double) -> Confidence? {
    if probability < model.reported { return nil }
    if probability < model.medium { return .low }
    return probability < model.high ? .medium : .high
  }
}
