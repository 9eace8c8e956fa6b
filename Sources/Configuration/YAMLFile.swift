public import Rules
import Yams

/// Reads a YAML text into nodes that keep their lines.
///
/// For Shrike's own files (rules, `.shrike.yaml`); the YAML that policies judge is read elsewhere.
public enum YAMLFile {
  /// The largest text that is read, in bytes of UTF-8.
  static let byteLimit = 1 << 20

  /// How many values a text may hold, each use of an alias counted anew.
  static let valueLimit = 100_000

  /// How deeply values may lie in one another.
  static let depthLimit = 64

  /// The root node of `text`, nil where the file holds nothing.
  ///
  /// - Throws: `FieldError` with the line of a syntax fault. No scanned text is quoted.
  public static func node(of text: String, file: String) throws(FieldError) -> FieldNode? {
    guard text.utf8.count <= byteLimit else {
      throw FieldError(file: file, line: nil, message: "the file is larger than 1 MiB")
    }
    guard !AliasBound.isExceeded(by: text) else {
      throw FieldError(file: file, line: nil, message: "the file uses too many anchors and aliases")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw FieldError(file: file, line: line(of: error), message: explanation(of: error))
    } catch {
      throw FieldError(file: file, line: nil, message: "this is not YAML that can be read")
    }
    guard let root else { return nil }
    var conversion = Conversion(file: file)
    return try conversion.convert(root, depth: 0)
  }

  /// The turning of one file's nodes into ours, within the limits.
  private struct Conversion {
    let file: String
    private var count = 0

    init(file: String) { self.file = file }

    mutating func convert(_ node: Node, depth: Int) throws(FieldError) -> FieldNode {
      let line = node.mark?.line ?? 1
      count += 1
      guard count <= YAMLFile.valueLimit, depth <= YAMLFile.depthLimit else {
        throw FieldError(
          file: file, line: line, message: "the file holds too many values, or too deep ones")
      }
      switch node {
      case .scalar(let scalar): return .scalar(text(of: scalar), line: line)
      case .sequence(let items):
        var list: [FieldNode] = []
        for item in items { list.append(try convert(item, depth: depth + 1)) }
        return .list(list, line: line)
      case .mapping(let pairs):
        var entries: [FieldNode.Entry] = []
        for (key, value) in pairs {
          entries.append(try entry(key, value, line: line, depth: depth))
        }
        return .map(entries, line: line)
      case .alias: return .scalar("", line: line)
      }
    }

    private mutating func entry(
      _ key: Node, _ value: Node, line: Int, depth: Int
    ) throws(FieldError) -> FieldNode.Entry {
      let line = key.mark?.line ?? line
      guard case .scalar(let name) = key else {
        throw FieldError(file: file, line: line, message: "a key must be a single word")
      }
      return FieldNode.Entry(
        key: name.string, line: line, value: try convert(value, depth: depth + 1))
    }

    /// The text; nothing for a null that is written out (YAML 1.2.2, section 10.3.2).
    private func text(of scalar: Node.Scalar) -> String {
      let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
      return isNull ? "" : scalar.string
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    case .reader(_, let offset?, _, let text): text.prefix(offset).count(where: \.isNewline) + 1
    default: nil
    }
  }

  private static func explanation(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _), .reader(let problem, _, _, _):
      "this is not valid YAML: \(problem)"
    case .duplicatedKeysInMapping(let keys, _): duplication(of: keys)
    default: "this is not YAML that can be read"
    }
  }

  /// Names a key only where it is a word: anything else could be a value in the wrong place.
  private static func duplication(of keys: [String]) -> String {
    if let key = keys.first, key.utf8.count <= 24, key.utf8.allSatisfy(isLetter) {
      return "'\(key)' is written twice; keep one"
    }
    return "a key is written twice in one mapping; keep one"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
