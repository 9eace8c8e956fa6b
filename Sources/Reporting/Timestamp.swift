internal import Findings

/// A moment as people and machines write it, in the proleptic Gregorian calendar.
struct Timestamp {
  private let seconds: Int64
  /// The author's offset from UTC in minutes.
  private let offset: Int64

  /// The author date of `provenance`, kept to the years that ISO 8601 writes in four digits.
  init(_ provenance: Provenance) {
    seconds = min(max(provenance.seconds, -62_135_510_400), 253_402_214_400)
    offset = Int64(min(max(provenance.offset, -1439), 1439))
  }

  /// Date and time in UTC (ISO 8601: `2024-05-06T07:08:09Z`).
  var utc: String {
    let time = Timestamp.remainder(seconds, 86_400)
    let parts = [time / 3600, time / 60 % 60, time % 60].map { Timestamp.padded($0, 2) }
    return Timestamp.date(seconds) + "T" + parts.joined(separator: ":") + "Z"
  }

  /// The date on the author's own calendar, as `git log` shows it.
  var day: String { Timestamp.date(seconds + offset * 60) }

  /// The date of `seconds` since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms", `civil_from_days`).
  private static func date(_ seconds: Int64) -> String {
    let days = (seconds - remainder(seconds, 86_400)) / 86_400 + 719_468
    let era = (days - remainder(days, 146_097)) / 146_097
    let dayOfEra = days - era * 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return [
      padded(year + era * 400 + (month <= 2 ? 1 : 0), 4), padded(month, 2),
      padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2),
    ].joined(separator: "-")
  }

  /// The remainder that is never negative.
  private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    (value % divisor + divisor) % divisor
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
