/// Numbers as people read them.
enum Quantity {
  /// `1234567` as `1,234,567`.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `count` things: "1 commit", "2 commits", "3 entries".
  static func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  /// Bytes in decimal units with one digit behind the point: "999 bytes", "1.2 kB", "3.4 GB".
  static func bytes(_ count: Int64) -> String {
    if count < 1000 { return counted(Int(max(0, count)), "byte") }
    var thousandths = count
    var unit = "kB"
    for larger in ["MB", "GB", "TB", "PB"] where thousandths >= 999_950 {
      thousandths /= 1000
      unit = larger
    }
    let tenths = (thousandths + 50) / 100
    return "\(grouped(Int(tenths / 10))).\(tenths % 10) \(unit)"
  }
}
