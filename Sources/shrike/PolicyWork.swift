import Dispatch
import Findings
import Policy
import Synchronization

/// What the policies have to do in a run: once, on a thread of their own that starts while the rest
/// is still being planned, or on one of the scan's.
final class PolicyWork: Sendable {
  private let work: @Sendable () throws -> PolicyLinter.Outcome
  private let result = Mutex<Result<PolicyLinter.Outcome, any Error>?>(nil)
  private let isBegun = Atomic(false)
  private let done = DispatchGroup()

  /// - Parameter scope: what they look at, found out when the work is done.
  init(_ scan: PolicyScan, scope: @escaping @Sendable () throws -> PolicyScope) {
    work = { try scan.run(try scope()) }
  }

  /// Whether somebody does it, or has done.
  var isStarted: Bool { isBegun.load(ordering: .relaxed) }

  /// Starts it on another thread.
  func start() {
    guard !isBegun.exchange(true, ordering: .relaxed) else { return }
    done.enter()
    DispatchQueue.global().async { [self] in
      run()
      done.leave()
    }
  }

  /// Does it on this thread, or waits for the one that does.
  func finish() {
    if isBegun.exchange(true, ordering: .relaxed) { done.wait() } else { run() }
  }

  /// What came of it.
  func outcome() throws -> PolicyLinter.Outcome {
    finish()
    // No outcome is none that may pass for a clean one.
    guard let outcome = result.withLock({ $0 }) else {
      preconditionFailure("the policies' work was waited for and is not done")
    }
    return try outcome.get()
  }

  private func run() {
    let outcome = Result { try work() }
    result.withLock { $0 = outcome }
  }
}
