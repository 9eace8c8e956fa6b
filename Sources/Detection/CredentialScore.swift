#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Findings
import Rules

/// Gives the probability that an assignment holds a real credential: the model of `rules/score/`,
/// laid out for evaluation.
///
/// Immutable, shared by every thread.
struct CredentialScore: Sendable {
  let letters: LetterCosts
  private let model: ScoreModel
  private let steps: [Step]

  private struct Step: Sendable {
    /// The feature's index.
    var feature: Int
    var threshold: Double
    var weight: ScoreModel.Weight
  }

  /// - Precondition: the model names only features that Shrike has: both are in one binary.
  init(_ model: ScoreModel) {
    self.model = model
    letters = LetterCosts(model.letters)
    var indices: [String: Int] = [:]
    for feature in CredentialFeature.allCases { indices[feature.name] = feature.rawValue }
    steps = model.steps.map { step in
      guard let feature = indices[step.feature] else {
        preconditionFailure("the weights name the unknown feature \(step.feature): run make train")
      }
      return Step(feature: feature, threshold: step.threshold, weight: step.weight)
    }
  }

  /// From 0 to 1.
  func probability(of features: CredentialFeatures) -> Double {
    let strength = features[.keyStrength]
    let isPassword = strength == Double(CredentialKey.Strength.password.rawValue)
    let isVague = strength == Double(CredentialKey.Strength.vague.rawValue)
    func chosen(_ weight: ScoreModel.Weight) -> Double {
      weight.all + (isPassword ? weight.password : isVague ? weight.vague : 0)
    }
    var sum = chosen(model.base)
    for step in steps where features.values[step.feature] >= step.threshold {
      sum += chosen(step.weight)
    }
    return 1 / (1 + exp(-sum))
  }

  /// How sure a finding of the candidate is, nil where it is none.
  ///
  /// The score has learned from excerpts whose passwords are random characters; one that a person
  /// chose is reported with low confidence where it is only not likely.
  func confidence(of candidate: CredentialCandidate) -> Confidence? {
    let probability = probability(of: candidate.features)
    let isChosen = candidate.isChosen && probability >= CredentialScore.chosen
    return confidence(of: probability) ?? (isChosen ? .low : nil)
  }

  /// The probability from which on a password's form speaks for it.
  private static let chosen = 0.1

  /// How sure a finding of that probability is, nil where it is none.
  func confidence(of probability: Double) -> Confidence? {
    if probability < model.reported { return nil }
    if probability < model.medium { return .low }
    return probability < model.high ? .medium : .high
  }
}
