/// A fault in a baseline's file, with the place and what to do.
public struct BaselineError: Error, Sendable, Hashable, CustomStringConvertible {
  public var file: String
  /// 1-based.
  public var line: Int
  public var message: String

  public var description: String { "\(file):\(line): \(message)" }
}

extension Baseline {
  private static let header = """
    # Findings that Shrike knows of and leaves out. One a line, sorted, in columns between tabs:
    # fingerprint, rule, path, reason, owner, last day (YYYY-MM-DD); '-' is none.

    """

  /// The file's text: the header, then a line an entry. The same entries give the same bytes.
  public var text: String {
    entries.reduce(into: Baseline.header) { text, entry in
      let columns = [
        entry.fingerprint.text, BaselineField.escaped(Array(entry.ruleID.utf8)),
        BaselineField.escaped(entry.path.bytes), BaselineField.escaped(Array(entry.reason.utf8)),
        BaselineField.escaped(Array(entry.owner.utf8)), entry.until?.text ?? "-",
      ]
      text += columns.joined(separator: "\t") + "\n"
    }
  }

  /// Reads a baseline's file. Lines in any order and twice are accepted, as merges leave them.
  ///
  /// - Parameter file: the file's path, for errors.
  /// - Throws: `BaselineError` at the first line that is no entry, comment or blank.
  public static func parse(_ bytes: [UInt8], file: String) throws(BaselineError) -> Baseline {
    var entries: [Entry] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      do {
        entries.append(try entry(line))
      } catch {
        throw BaselineError(file: file, line: index + 1, message: error.message)
      }
    }
    return Baseline(entries: entries)
  }

  private struct LineFault: Error {
    let message: String
  }

  private static func entry(_ line: ArraySlice<UInt8>) throws(LineFault) -> Entry {
    let isConflict = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains {
      line.starts(with: $0.utf8)
    }
    if isConflict {
      throw LineFault(message: "a merge conflict is not resolved: keep the lines of both sides")
    }
    let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    guard columns.count == 6 else {
      throw LineFault(message: "expected six columns between tabs, found \(columns.count)")
    }
    guard let fingerprint = Fingerprint(text: String(decoding: columns[0], as: UTF8.self)) else {
      throw LineFault(message: "the first column must be a fingerprint of 32 hexadecimal digits")
    }
    let fields = columns[1...4].compactMap { BaselineField.unescaped($0) }
    guard fields.count == 4 else {
      throw LineFault(message: "a column holds a backslash that escapes nothing: write it twice")
    }
    var until: CalendarDate?
    if !columns[5].elementsEqual("-".utf8) {
      until = CalendarDate(bytes: Array(columns[5]))
      if until == nil { throw LineFault(message: "the last column must be YYYY-MM-DD or '-'") }
    }
    return Entry(
      fingerprint: fingerprint, ruleID: String(decoding: fields[0], as: UTF8.self),
      path: RepositoryPath(bytes: fields[1]), reason: String(decoding: fields[2], as: UTF8.self),
      owner: String(decoding: fields[3], as: UTF8.self), until: until)
  }
}
