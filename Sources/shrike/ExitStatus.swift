#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Findings

/// What the process ends with; the table stands in the README.
enum ExitStatus: Int32, Error {
  case clean = 0
  case findings = 1
  case usage = 2
  case incomplete = 3
  case interrupted = 130

  /// The status of a scan: the worst thing that can be said of it.
  ///
  /// - Parameters:
  ///   - isStrict: whether a warning counts as well (`--strict`).
  init(findings: [Finding], notices: [Notice], failOn: Severity, isStrict: Bool) {
    let threshold: Notice.Kind = isStrict ? .warning : .incomplete
    if findings.contains(where: { $0.severity >= failOn }) {
      self = .findings
    } else if notices.contains(where: { $0.kind >= threshold }) {
      self = .incomplete
    } else {
      self = .clean
    }
  }

  func exit() -> Never {
    #if canImport(Darwin)
      Darwin.exit(rawValue)
    #else
      Glibc.exit(rawValue)
    #endif
  }
}

/// What Control-C does: the process ends at once, with its own status and half a report never.
enum Interruption {
  static func endQuietly() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in _exit(ExitStatus.interrupted.rawValue) }
    }
    // A reader that closes the pipe (`| head`) is no fault of the scan; writing notices it.
    signal(SIGPIPE, SIG_IGN)
  }
}
