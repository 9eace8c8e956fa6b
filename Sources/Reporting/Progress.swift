/// What a long scan says of itself; who prints it, and where, is not decided here.
public enum Progress {
  /// One line without a line break: "4,120 of 18,000 blobs (22%), 312.0 MB, 104.0 MB/s, 10 s left".
  ///
  /// - Parameters:
  ///   - total: How many blobs there will be, nil where that is not known.
  ///   - bytes: The bytes read so far.
  public static func line(done: Int, total: Int?, bytes: Int64, elapsed: Duration) -> String {
    var parts: [String] = []
    if let total, total > 0 {
      let share = min(100, done * 100 / total)
      parts.append("\(Quantity.grouped(done)) of \(Quantity.counted(total, "blob")) (\(share)%)")
    } else {
      parts.append(Quantity.counted(done, "blob"))
    }
    parts.append(Quantity.bytes(bytes))
    let seconds = elapsed / .seconds(1)
    guard seconds >= 0.5 else { return parts.joined(separator: ", ") }
    parts.append(Quantity.bytes(Int64(Double(bytes) / seconds)) + "/s")
    if let total, done > 0, done < total {
      parts.append(remaining(seconds * Double(total - done) / Double(done)) + " left")
    }
    return parts.joined(separator: ", ")
  }

  private static func remaining(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "days" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
