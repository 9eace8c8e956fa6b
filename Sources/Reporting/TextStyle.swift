internal import Findings

/// The colours of a text report (ECMA-48, section 8.3.117), or none.
struct TextStyle {
  let usesColor: Bool

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .critical: paint(text, "1;31")
    case .high: paint(text, "31")
    case .medium: paint(text, "33")
    case .low: paint(text, "36")
    case .info: paint(text, "34")
    }
  }

  func notice(_ kind: Notice.Kind, _ text: String) -> String {
    switch kind {
    case .incomplete: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .information: paint(text, "1;34")
    }
  }

  /// Titles and the last line.
  func strong(_ text: String) -> String { paint(text, "1") }

  /// Line numbers, bars and arrows.
  func gutter(_ text: String) -> String { paint(text, "34") }

  private func paint(_ text: String, _ codes: String) -> String {
    usesColor ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
