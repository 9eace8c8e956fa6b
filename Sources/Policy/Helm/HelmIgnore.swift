internal import Findings

/// The patterns of a `.helmignore` file (helm.sh/docs/chart_template_guide/helm_ignore_file), as
/// helm's `pkg/ignore` reads them: like `.gitignore`, but without `**`, and what a negated pattern
/// does not match is ignored.
struct HelmIgnore {
  private let rules: [Rule]

  private struct Rule {
    let glob: PathGlobs
    let isNegated: Bool
    let isFolder: Bool
  }

  init(_ bytes: [UInt8]) {
    rules = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .compactMap { line in
        var pattern = line.drop(while: \.isWhitespace)
        while pattern.last?.isWhitespace == true { pattern = pattern.dropLast() }
        guard let first = pattern.first, first != "#", !pattern.contains("**") else { return nil }
        let isNegated = first == "!"
        if isNegated { pattern = pattern.dropFirst() }
        let isFolder = pattern.last == "/"
        if isFolder { pattern = pattern.dropLast() }
        return Rule(glob: PathGlobs([String(pattern)]), isNegated: isNegated, isFolder: isFolder)
      }
  }

  /// Whether helm leaves out a file of the chart or a folder that it lies in.
  ///
  /// - Parameter path: from the chart's folder.
  func ignores(_ path: RepositoryPath) -> Bool {
    guard !rules.isEmpty else { return false }
    var end = path.bytes.startIndex
    while let slash = path.bytes[end...].firstIndex(of: UInt8(ascii: "/")) {
      if isIgnored(RepositoryPath(bytes: Array(path.bytes[..<slash])), isFolder: true) {
        return true
      }
      end = slash + 1
    }
    return isIgnored(path, isFolder: false)
  }

  private func isIgnored(_ path: RepositoryPath, isFolder: Bool) -> Bool {
    for rule in rules {
      let isMatch = rule.glob.matches(path) && (!rule.isFolder || isFolder)
      if rule.isNegated {
        if !isMatch { return true }
      } else if isMatch {
        return true
      }
    }
    return false
  }
}
