/// Durations as Go and Kubernetes write them: "1h30m", "15m", "0" (Go, time.ParseDuration).
public enum GoDuration {
  /// The whole seconds of `text`, nil where it is no duration; fractions of a second are cut.
  public static func seconds(_ text: String) -> Int? {
    if text == "0" { return 0 }
    var total = 0.0
    var digits = ""
    var unit = ""
    var hasPart = false
    func value() -> Double? {
      guard let amount = Double(digits), let size = sizes[unit] else { return nil }
      return amount * size
    }
    for character in text {
      if character.isNumber || character == "." {
        if !unit.isEmpty {
          guard let part = value() else { return nil }
          total += part
          digits = ""
          unit = ""
        }
        digits.append(character)
        hasPart = true
      } else {
        unit.append(character)
      }
    }
    guard hasPart, let part = value() else { return nil }
    return Int(total + part)
  }

  private static let sizes: [String: Double] = [
    "h": 3_600, "m": 60, "s": 1, "ms": 0.001, "us": 0.000_001, "µs": 0.000_001, "ns": 0,
  ]
}
