public import Rules
import Yams

/// Reads a YAML text into nodes that keep their lines.
///
/// For Shrike's own files (rules, `.shrike.yaml`); the YAML that policies judge is read elsewhere.
public enum YAMLFile {
  /// The root node of `text`, nil where the file holds nothing.
  ///
  /// - Throws: `FieldError` with the line of a syntax fault. No scanned text is quoted.
  public static func node(of text: String, file: String) throws(FieldError) -> FieldNode? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw FieldError(file: file, line: line(of: error), message: explanation(of: error))
    } catch {
      throw FieldError(file: file, line: nil, message: "this is not YAML that can be read")
    }
    return root.map(convert)
  }

  private static func convert(_ node: Node) -> FieldNode {
    let line = node.mark?.line ?? 1
    switch node {
    case .scalar(let scalar): return .scalar(scalar.string, line: line)
    case .sequence(let items): return .list(items.map(convert), line: line)
    case .mapping(let pairs):
      return .map(
        pairs.map { key, value in
          FieldNode.Entry(
            key: key.string ?? "", line: key.mark?.line ?? line, value: convert(value))
        }, line: line)
    case .alias: return .scalar("", line: line)
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  private static func explanation(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      "this is not valid YAML: \(problem)"
    case .duplicatedKeysInMapping: "a key is written twice in one mapping; keep one"
    default: "this is not YAML that can be read"
    }
  }
}
