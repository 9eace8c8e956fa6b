import Dispatch
import Reporting
import Synchronization

/// Shows on a terminal how far a long scan is.
///
/// Nothing is shown for the first second: a hook stays silent.
final class ProgressMeter: Sendable {
  private struct State {
    var inputs = 0
    var bytes: Int64 = 0
  }

  private let state = Mutex(State())
  private let total: Int
  private let start = ContinuousClock.now
  private let timer: (any DispatchSourceTimer)?

  init(total: Int, isShown: Bool) {
    self.total = total
    timer = isShown ? DispatchSource.makeTimerSource(queue: .global()) : nil
    timer?.setEventHandler { [weak self] in self?.show() }
    timer?.schedule(deadline: .now() + 1, repeating: .milliseconds(200))
    timer?.activate()
  }

  func advance(inputs: Int, bytes: Int64) {
    state.withLock {
      $0.inputs += inputs
      $0.bytes += bytes
    }
  }

  /// Stops, and clears the line.
  func finish() {
    guard let timer else { return }
    timer.cancel()
    if ContinuousClock.now - start > .seconds(1) { Console.progress("\r\u{1B}[K") }
  }

  private func show() {
    let (inputs, bytes) = state.withLock { ($0.inputs, $0.bytes) }
    let line = Progress.line(
      done: inputs, total: total, bytes: bytes, elapsed: ContinuousClock.now - start)
    Console.progress("\r" + line + "\u{1B}[K")
  }
}
