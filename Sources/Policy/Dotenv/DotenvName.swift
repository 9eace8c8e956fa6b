public import Findings

/// What a file's name says of it as a dotenv file.
public enum DotenvName: Sendable, Hashable {
  /// Holds real values: `.env`, `.env.local`, `production.env`.
  case values
  /// A template that is meant to be committed: `.env.example`, `.env.sample`.
  case example

  private static let exampleWords = ["example", "sample", "template", "dist", "tpl", "tmpl"]
  /// Endings that make `.env.…` another kind of file.
  private static let otherEndings = [
    "md", "js", "ts", "mjs", "cjs", "json", "yaml", "yml", "go", "py", "rb", "sh", "tf", "html",
    "d", "rs", "txt",
  ]

  /// What `path`'s last part says, nil for a file that is not dotenv.
  public init?(_ path: RepositoryPath) {
    let name = path.name.map(\.lowered)
    let parts = name.split(separator: ascii("."), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let last = parts.last, parts.count > 1 else { return nil }
    let isPrefixed = parts[0].isEmpty && parts[1] == "env"
    let isExample = parts.contains { part in
      DotenvName.exampleWords.contains { part == $0 || part.hasSuffix("-" + $0) }
    }
    let isSuffixed = last == "env" || (isExample && parts.dropLast().last == "env")
    guard isPrefixed || isSuffixed else { return nil }
    if isPrefixed, parts.count > 2, !isSuffixed, !isExample, DotenvName.otherEndings.contains(last)
    {
      return nil
    }
    self = isExample ? .example : .values
  }
}
