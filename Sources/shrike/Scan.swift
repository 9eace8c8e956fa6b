import Configuration
import Detection
import Dispatch
import Findings
import Git
import Inputs
import Synchronization

/// Reads and matches every input of a plan, on as many threads as there are cores.
struct Scan: Sendable {
  let plan: InputPlan
  let rules: DetectionRules
  let key: FingerprintKey
  let suppressions: SuppressionReader
  let limits: InputLimits
  /// What the configuration leaves out, also of the files in containers.
  let excludes: PathGlobs
  /// Whether suppressions that a change brings are obeyed; not in a range.
  let obeysAdded: Bool
  let progress: ProgressMeter

  /// Inputs that a thread takes at a time: a stretch of the pack long enough that most deltas find
  /// their base in the thread's own cache, short enough that the threads end together.
  static let chunk = 512

  /// - Parameters:
  ///   - jobs: how many threads work at once where there is work for so many.
  ///   - beside: work of its own, which one of the threads does first.
  /// - Throws: where the repository does not open.
  func run(jobs: (Int) -> Int, beside: (@Sendable () -> Void)? = nil) throws -> ScanOutcome {
    let chunks = (plan.inputs.count + Scan.chunk - 1) / Scan.chunk
    let threads = max(1, jobs(chunks + (beside == nil ? 0 : 1)))
    let next = Atomic(0)
    let outcomes = Mutex<[(chunk: Int, result: Result<ScanOutcome, GitError>)]>([])
    let work: @Sendable (Int) -> Void = { thread in
      if thread == 0 { beside?() }
      scanChunks(until: chunks, next: next) { chunk, result in
        outcomes.withLock { $0.append((chunk, result)) }
      }
    }
    if threads == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads, execute: work)
    }
    var total = ScanOutcome()
    for (_, result) in outcomes.withLock({ $0 }).sorted(by: { $0.chunk < $1.chunk }) {
      total.add(try result.get())
    }
    return total
  }

  private func scanChunks(
    until count: Int, next: borrowing Atomic<Int>,
    report: (Int, Result<ScanOutcome, GitError>) -> Void
  ) {
    do throws(GitError) {
      var chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      // A thread that comes too late needs no worker.
      guard chunk < count else { return }
      var worker = try ScanWorker(self)
      while chunk < count {
        let start = chunk * Scan.chunk
        let end = min(start + Scan.chunk, plan.inputs.count)
        report(chunk, .success(worker.scan(start..<end)))
        chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      }
    } catch {
      report(-1, .failure(error))
    }
  }
}

/// One thread's reader and scanner.
struct ScanWorker: ~Copyable {
  let scan: Scan
  var reader: InputReader
  var scanner: BlobScanner

  init(_ scan: Scan) throws(GitError) {
    self.scan = scan
    reader = try InputReader(plan: scan.plan, limits: scan.limits)
    scanner = BlobScanner(scan.rules, key: scan.key, suppressions: scan.suppressions)
  }

  mutating func scan(_ range: Range<Int>) -> ScanOutcome {
    var outcome = ScanOutcome()
    for index in range { scan(index, into: &outcome) }
    scan.progress.advance(inputs: range.count, bytes: outcome.coverage.bytes)
    return outcome
  }

  private mutating func scan(_ index: Int, into outcome: inout ScanOutcome) {
    let input = scan.plan.inputs[index]
    do throws(InputError) {
      var size = 0
      var container: ContainerScan?
      let result = try reader.read(input) { bytes -> ScanResult? in
        size = bytes.count
        container = ContainerScan(bytes, of: input, scan: scan, scanner: &scanner)
        if container != nil { return nil }
        let result = scanner.scan(bytes, path: input.path)
        if result.form == .binary, ContainerWalk.isClosed(bytes) {
          outcome.coverage.closedArchives += 1
        }
        return result
      }
      if let container { try add(container, of: input, index: index, to: &outcome) }
      guard let result else { return }
      count(result, of: input, size: size, in: &outcome.coverage)
      outcome.notices += limitNotices(result, at: input.path)
      guard !result.isSilent else { return }
      outcome.sightings.append(try sighting(result, of: input, index: index))
    } catch {
      if error.reason == .overLimit, addLarge(input, index: index, to: &outcome) { return }
      switch error.reason {
      case .unreadable: outcome.coverage.unreadable += 1
      case .overLimit: outcome.coverage.overLimit += 1
      }
      outcome.notices.append(error.notice)
    }
  }

  func limitNotices(_ result: ScanResult, at path: RepositoryPath) -> [Notice] {
    result.exceededLimits.map { limit in
      Notice(
        .incomplete, subject: path.display, line: limit.line,
        message: "the rule '\(limit.ruleID)' gave up here: the text costs it too many steps; look"
          + " at the file yourself, or skip the rule for it")
    }
      + result.undecoded.map { fault, line in
        Notice(
          fault == .damaged ? .information : .incomplete, subject: path.display, line: line,
          message: fault.message)
      }
  }

  mutating func sighting(
    _ result: ScanResult, of input: Input, index: Int
  ) throws(InputError) -> Sighting {
    let added = try reader.addedLines(of: input)
    var suppressions: [Suppression] = []
    var faults: [SuppressionFault] = []
    for reading in result.suppressions {
      switch reading {
      case .success(let suppression): suppressions.append(suppression)
      case .failure(let fault): faults.append(fault)
      }
    }
    let isJudged = !scan.obeysAdded && !suppressions.isEmpty
    return Sighting(
      input: index, matches: result.matches, suppressions: suppressions, faults: faults,
      allowed: result.allowed, added: added,
      unreviewed: isJudged ? try reader.lines(of: input, addedSince: scan.plan.base) : nil)
  }

  private func count(
    _ result: ScanResult, of input: Input, size: Int, in coverage: inout Coverage
  ) {
    switch input.kind {
    case .commitMessage, .tagMessage: coverage.messages += 1
    case .referenceName: coverage.names += 1
    case .fileName:
      if case .names(let names) = input.content { coverage.names += names.count }
    case .file, .standardInput:
      switch result.form {
      case .text: coverage.blobs += 1
      case .binary: coverage.binary += 1
      case .lfsPointer: coverage.lfsPointers += 1
      }
    }
    coverage.bytes += Int64(size)
  }
}
