import Detection
import Findings
import Git
import Inputs

/// What the scan of the files in one container came to.
struct ContainerScan {
  private(set) var tally = ContainerWalk.Tally()
  /// Those of the files about which there is anything to say.
  private(set) var results: [(member: Member, result: ScanResult)] = []

  /// Scans what `bytes` hold; nil where they are no container.
  init?(
    _ bytes: Span<UInt8>, of input: Input, scan: Scan, scanner: inout BlobScanner
  ) {
    guard input.kind == .file || input.kind == .standardInput else { return nil }
    let tally = ContainerWalk.files(
      in: bytes, at: input.path, limits: scan.limits, excludes: scan.excludes
    ) { add($0, scanner.scan($1, path: $0.path)) }
    guard let tally else { return nil }
    self.tally = tally
  }

  /// Scans what `input`, a file over the size limit, holds; nil where it is no container.
  init?(large input: Input, scan: Scan, scanner: inout BlobScanner) {
    let tally = ContainerWalk.files(
      inLarge: input, limits: scan.limits, excludes: scan.excludes
    ) { add($0, scanner.scan($1, path: $0.path)) }
    guard let tally else { return nil }
    self.tally = tally
  }

  private mutating func add(_ member: Member, _ result: ScanResult) {
    if !result.isEmpty { results.append((member, result)) }
  }

  /// The secrets in it.
  var secrets: Set<Fingerprint> {
    Set(results.flatMap(\.result.matches).map(\.secret.fingerprint))
  }

  /// Leaves out what was in the container before: it has no lines of which some could be new.
  mutating func remove(_ known: Set<Fingerprint>) {
    for index in results.indices {
      results[index].result.matches.removeAll { known.contains($0.secret.fingerprint) }
    }
  }
}

extension ScanWorker {
  /// Takes over what a container holds.
  mutating func add(
    _ found: consuming ContainerScan, of input: Input, index: Int, to outcome: inout ScanOutcome
  ) throws(InputError) {
    outcome.coverage.add(found.tally.coverage)
    outcome.notices += found.tally.notices
    if let addition = input.addition, !found.secrets.isEmpty {
      found.remove(secrets(inAnyOf: addition.previous, of: input))
    }
    for (member, result) in found.results {
      outcome.notices += limitNotices(result, at: member.path(in: input.path))
      guard !result.matches.isEmpty || !result.suppressions.isEmpty else { continue }
      var sighting = try sighting(result, of: input, index: index)
      sighting.member = member
      outcome.sightings.append(sighting)
    }
  }

  /// Takes over what a file over the size limit holds; false where it is no container.
  mutating func addLarge(_ input: Input, index: Int, to outcome: inout ScanOutcome) -> Bool {
    guard let found = ContainerScan(large: input, scan: scan, scanner: &scanner) else {
      return false
    }
    do throws(InputError) {
      try add(found, of: input, index: index, to: &outcome)
    } catch {
      outcome.notices.append(error.notice)
    }
    return true
  }

  /// The secrets that earlier versions of a container hold.
  private mutating func secrets(inAnyOf blobs: [ObjectID], of input: Input) -> Set<Fingerprint> {
    var secrets: Set<Fingerprint> = []
    for blob in blobs {
      let old = Input(path: input.path, content: .blob(blob))
      // One that cannot be read is left aside, so that more counts as new and not less.
      let found = try? reader.read(old) { bytes in
        ContainerScan(bytes, of: old, scan: scan, scanner: &scanner)
      }
      secrets.formUnion(found?.secrets ?? [])
    }
    return secrets
  }
}
