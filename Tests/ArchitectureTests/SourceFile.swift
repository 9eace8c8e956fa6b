import Foundation
import TestSupport
import Testing

/// A Swift file of the product, as text.
struct SourceFile: Sendable, CustomTestStringConvertible {
  /// From the package's folder: `Sources/Git/Blob.swift`.
  let path: String
  let text: String

  var testDescription: String { path }

  /// Every file under `Sources` and `rules`, in order.
  static let all: [SourceFile] = ["Sources", "rules"].flatMap { folder in
    PackageFolder.files(below: folder, suffix: ".swift").map { file in
      let path = String(file.path.dropFirst(PackageFolder.url.path.count + 1))
      return SourceFile(path: path, text: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
    }
  }

  /// The target that the file belongs to.
  var target: String {
    let parts = path.split(separator: "/").map(String.init)
    return parts[0] == "rules" ? "BuiltinRules" : parts[1]
  }

  /// The lines without comments and the contents of string literals, as far as one line tells.
  var code: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
      return String(bare.prefix(upTo: bare.firstRange(of: "//")?.lowerBound ?? bare.endIndex))
    }
  }

  /// The modules imported, in order.
  var imports: [String] {
    code.compactMap { line in
      var words = line.split(separator: " ").map(String.init)[...]
      guard let at = words.firstIndex(of: "import"),
        words[..<at].allSatisfy({ $0.hasPrefix("@") || SourceFile.accessLevels.contains($0) })
      else { return nil }
      words = words[(at + 1)...]
      if let kind = words.first, SourceFile.kinds.contains(kind) { words = words.dropFirst() }
      return words.first.map { String($0.prefix { $0 != "." }) }
    }
  }

  private static let accessLevels = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let"]
}
