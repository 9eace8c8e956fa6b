public import ArgumentParser

/// Whether charts are also rendered by the user's own `helm` (`--helm`).
///
/// Shrike starts no program unless it is told to on the command line: a configuration, which may come
/// with the change that is scanned, cannot switch this on.
public enum HelmMode: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// Templates are read as they are written.
  case never
  /// Where helm is on PATH, and environments name their values; what it cannot render is a warning.
  case auto
  /// Every chart; what helm cannot render makes the scan incomplete.
  case always
}
