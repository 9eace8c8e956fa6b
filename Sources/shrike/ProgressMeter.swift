import Reporting
import Synchronization

/// Shows on a terminal how far a long scan is.
///
/// Nothing is shown for the first second: a hook stays silent.
final class ProgressMeter: Sendable {
  private struct State {
    var inputs = 0
    var bytes: Int64 = 0
    var shown: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let total: Int
  private let start = ContinuousClock.now
  private let isShown: Bool

  private static let delay = Duration.seconds(1)
  private static let interval = Duration.milliseconds(200)

  init(total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown
  }

  /// Counts what a thread has done, and shows it where it is time.
  func advance(inputs: Int, bytes: Int64) {
    guard isShown else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      state.inputs += inputs
      state.bytes += bytes
      guard now - start > ProgressMeter.delay,
        state.shown.map({ now - $0 > ProgressMeter.interval }) ?? true
      else { return }
      state.shown = now
      let line = Progress.line(
        done: state.inputs, total: total, bytes: state.bytes, elapsed: now - start)
      Console.progress("\r" + line + "\u{1B}[K")
    }
  }

  /// Clears the line.
  func finish() {
    if state.withLock({ $0.shown }) != nil { Console.progress("\r\u{1B}[K") }
  }
}
