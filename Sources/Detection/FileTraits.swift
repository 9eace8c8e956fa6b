/// What the name of a file says about the values in it.
struct FileTraits: Sendable {
  let style: ValueStyle
  /// Prose with examples: Markdown, reStructuredText, AsciiDoc, HTML, plain text.
  let isDocument: Bool
  /// JSON in any of its dialects.
  let isData: Bool
  /// A file that is to be copied and filled in (`.env.example`, `config.dist`).
  let isTemplate: Bool

  /// Nothing is known.
  static let unknown = FileTraits(path: [])

  init(path: [UInt8]) {
    style = ValueStyle(path: path)
    let lowered = path.map(\.lowered)
    let name = lowered.split(separator: ascii("/")).last.map(Array.init) ?? []
    let endings = name.split(separator: ascii(".")).dropFirst().map {
      String(decoding: $0, as: UTF8.self)
    }
    let ending = endings.last ?? ""
    isDocument = FileTraits.documents.contains(ending)
    isData = ending.hasPrefix("json") || ending == "ipynb" || ending == "tfstate"
    isTemplate = endings.contains { FileTraits.templates.contains($0) }
  }

  /// How a bare value is read at `offset` of the file's text: in a comment as nobody's language, where
  /// the file is code.
  func style(at offset: Int, in text: Span<UInt8>) -> ValueStyle {
    style == .quotedOnly && text.isInComment(offset) ? .unknown : style
  }

  private static let documents: Set<String> = [
    "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "txt", "html", "htm", "textile", "org",
  ]
  private static let templates: Set<String> = [
    "example", "sample", "dist", "template", "tmpl", "tpl", "j2", "default", "skel",
  ]
}
