extension Unicode.Scalar {
  /// Whether a terminal obeys the scalar, or hides it, instead of showing it.
  ///
  /// Controls, and format characters such as directional overrides (Unicode general categories Cc,
  /// Cf, Zl and Zp), but not the joiners that emoji and several scripts need.
  var isControlling: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return value != 0x200C && value != 0x200D
    default: return false
    }
  }

  /// How many columns of a terminal the scalar takes, by the usual convention.
  ///
  /// Combining marks take none; East Asian wide characters and emoji (Unicode Standard Annex 11,
  /// classes W and F) take two.
  var columns: Int {
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1_F300...0x1_F64F,
      0x1_F680...0x1_F6FF, 0x1_F900...0x1_FAFF, 0x2_0000...0x3_FFFD:
      return 2
    default: return 1
    }
  }
}

/// Text on a terminal.
enum TerminalText {
  /// `text` with nothing in it that a terminal obeys; a tab is four spaces.
  static func neutralized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isControlling) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": shown += "    "
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case _ where scalar.isControlling: shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// How many columns of a terminal `text` takes.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + $1.columns }
  }

  /// The words of `text` in lines of at most `width` columns, but for words that are longer.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, columns(of: line) + 1 + columns(of: String(word)) > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
