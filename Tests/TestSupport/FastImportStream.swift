import Foundation

/// A repository written down for reviewers: `git fast-import`'s language, blank lines and comments
/// wherever they help, and four additions.
///
/// - `@{github:removed later}` becomes a secret that `PlantedSecret` composes; with `|base64`,
///   `|base64url`, `|percent`, it is written in that encoding.
/// - `@{filler:899990}` becomes so many bytes of words.
/// - `data @utf16le <<EOT` writes what follows, up to `EOT`, in that encoding (`utf16le`,
///   `utf16be` with byte order mark, `crlf`, `unterminated`: no final line break).
/// - `#$ git …` runs a git command in the repository once the stream is imported.
///
/// See git-fast-import(1) for the rest.
struct FastImportStream {
  /// The stream as git reads it.
  private(set) var bytes: [UInt8] = []
  /// The arguments of the git commands to run afterwards, in order.
  private(set) var commands: [[String]] = []
  /// The secrets planted, by the names that the stream gives them.
  private(set) var planted: [String: PlantedSecret] = [:]

  init(text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("#$ git ") {
        commands.append(FastImportStream.words(try expand(String(line.dropFirst(7)))))
      } else if line.hasPrefix("data @"), let end = line.range(of: " <<") {
        let encoding = String(line[..<end.lowerBound].dropFirst(6))
        let content = lines.prefix { $0 != line[end.upperBound...] }
        lines = lines.dropFirst(content.count + 1)
        let text = try expand(content.map { $0 + "\n" }.joined())
        let data = try FastImportStream.encode(text, encoding)
        bytes += Array("data \(data.count)\n".utf8) + data + Array("\n".utf8)
      } else if let end = line.range(of: "data <<") {
        let content = lines.prefix { $0 != line[end.upperBound...] }
        lines = lines.dropFirst(content.count)
        let block = [line] + content + [lines.popFirst() ?? ""]
        bytes += Array((try expand(block.joined(separator: "\n")) + "\n").utf8)
      } else if !line.isEmpty, !line.hasPrefix("#") {
        bytes += Array((try expand(line) + "\n").utf8)
      }
    }
  }

  private mutating func expand(_ text: String) throws -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "@{"), let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<start.lowerBound]
      result += try value(of: String(rest[start.upperBound..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private mutating func value(of placeholder: String) throws -> String {
    let parts = placeholder.split(separator: "|").map(String.init)
    if parts[0].hasPrefix("filler:"), let count = Int(parts[0].dropFirst(7)) {
      return filler(bytes: count)
    }
    let secret = try PlantedSecret.named(parts[0])
    planted[parts[0]] = secret
    return try parts.dropFirst().reduce(secret.text) { text, encoding in
      let base64 = Data(text.utf8).base64EncodedString()
      switch encoding {
      case "base64": return base64
      case "base64url":
        return base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      case "percent":
        return text.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
      default: throw SetUpError("'\(encoding)' is no encoding of a placeholder")
      }
    }
  }

  private static func encode(_ text: String, _ encoding: String) throws -> [UInt8] {
    switch encoding {
    case "utf16le":
      return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "utf16be":
      return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case "crlf": return Array(text.replacing("\n", with: "\r\n").utf8)
    case "unterminated": return Array(text.dropLast().utf8)
    default: throw SetUpError("'data @\(encoding)' is not known")
    }
  }

  /// Splits a command at spaces; single quotes keep them.
  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    for (index, part) in command.split(separator: "'", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index % 2 == 1 {
        words.append(String(part))
      } else {
        words += part.split(separator: " ").map(String.init)
      }
    }
    return words
  }
}

/// So many bytes of words without a line break, in which no rule finds anything.
public func filler(bytes count: Int) -> String {
  let words = "the quick brown fox jumps over the lazy dog and runs on "
  let repeated = String(repeating: words, count: count / words.utf8.count + 1)
  return String(repeated.prefix(count))
}
