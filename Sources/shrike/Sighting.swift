import Detection
import Findings
import Inputs

/// What the scan of one input came to, where there is anything to say.
struct Sighting: Sendable {
  /// The input's index in the plan.
  let input: Int
  /// The file inside the input, where that is a container.
  var member: Member?
  /// Every match, also those on lines that the change does not add.
  let matches: [Match]
  let suppressions: [Suppression]
  let faults: [SuppressionFault]
  /// Secrets that another scanner's configuration allows.
  let allowed: [(secret: Fingerprint, lines: ClosedRange<Int>)]
  /// The lines that count, nil for all.
  let added: AddedLines?
  /// In a range, the lines that its base does not have: their suppressions are not obeyed, so that
  /// no commit of a change switches off the check of another. Nil where all are obeyed.
  let unreviewed: AddedLines?
}

/// What all threads together saw.
struct ScanOutcome: Sendable {
  /// In the order of the plan.
  var sightings: [Sighting] = []
  var coverage = Coverage()
  var notices: [Notice] = []

  mutating func add(_ other: ScanOutcome) {
    sightings += other.sightings
    coverage.add(other.coverage)
    notices += other.notices
  }
}
