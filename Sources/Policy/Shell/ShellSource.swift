public import Findings

/// Finds the shell text in files that are scripts, makefiles or Markdown documents.
public enum ShellSource: Sendable, Hashable {
  case script
  case makefile
  case markdown

  private static let scriptEndings = [".sh", ".bash", ".zsh", ".ksh", ".bats", ".envrc"]
  private static let makefileNames: Set<String> = ["makefile", "gnumakefile", "bsdmakefile"]
  private static let markdownEndings = [".md", ".markdown", ".mdx"]
  private static let shells = ["sh", "bash", "zsh", "ksh", "dash", "ash"]

  /// What `path`, and the first line of a file without a telling name, say; nil for other files.
  public init?(path: RepositoryPath, bytes: [UInt8]) {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    if ShellSource.scriptEndings.contains(where: name.hasSuffix) {
      self = .script
    } else if ShellSource.makefileNames.contains(name) || name.hasSuffix(".mk")
      || name.hasPrefix("makefile.")
    {
      self = .makefile
    } else if ShellSource.markdownEndings.contains(where: name.hasSuffix) {
      self = .markdown
    } else if ShellSource.hasShebang(bytes) {
      self = .script
    } else {
      return nil
    }
  }

  /// The scripts of `source` in order; none for a file that holds no shell text.
  public static func scripts(in source: SourceText) -> [ShellScript] {
    switch ShellSource(path: source.path, bytes: source.bytes) {
    case .script: [ShellScript(MappedText(source), origin: .file)]
    case .makefile:
      Makefile.recipes(in: source).map { ShellScript($0, origin: .makeRecipe) }
    case .markdown:
      MarkdownFence.scripts(in: source).map { ShellScript($0, origin: .markdownFence) }
    case nil: []
    }
  }

  /// Whether the first line names a shell (`#!/bin/sh`, `#!/usr/bin/env bash`).
  public static func hasShebang(_ bytes: [UInt8]) -> Bool {
    guard bytes.has("#!", at: 0) else { return false }
    let line = bytes[2..<bytes.lineBreak(from: 2, limit: min(bytes.count, 256))]
    let words = line.split { $0.isSpace || $0 == ascii("/") }
    return words.contains { word in shells.contains { word.elementsEqual($0.utf8) } }
  }
}
