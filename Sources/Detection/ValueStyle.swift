/// How a bare value is read, which depends on the file's language.
enum ValueStyle {
  /// `KEY=value` to the end of the line: dotenv, properties, INI.
  case line
  /// YAML: to the end of the line or a comment, within a flow collection to `,` or `}`.
  case yaml
  /// Shell and Dockerfile: one word.
  case word
  /// A programming language or JSON: a bare value is an expression, never a secret.
  case quotedOnly
  /// Nobody knows: one word, if it stands alone.
  case unknown

  /// The style of the file at `path`, from its name.
  init(path: [UInt8]) {
    let name = path.split(separator: ascii("/")).last.map { $0.map(\.lowered) } ?? []
    let text = String(decoding: name, as: UTF8.self)
    let parts = text.split(separator: ".")
    let ending = parts.count > 1 || text.hasPrefix(".") ? String(parts.last ?? "") : ""
    if text.hasPrefix(".env") || text.hasSuffix(".env") || ValueStyle.lineEndings.contains(ending) {
      self = .line
    } else if ending == "yaml" || ending == "yml" {
      self = .yaml
    } else if ValueStyle.wordEndings.contains(ending) || text.hasPrefix("dockerfile")
      || text == "makefile"
    {
      self = .word
    } else if ValueStyle.codeEndings.contains(ending) {
      self = .quotedOnly
    } else {
      self = .unknown
    }
  }

  private static let lineEndings: Set<String> = [
    "properties", "ini", "cfg", "conf", "config", "cnf", "envrc", "editorconfig", "prefs", "npmrc",
    "pypirc", "toml", "tfvars", "desktop", "service", "esmtprc", "inf",
  ]
  private static let wordEndings: Set<String> = [
    "sh", "bash", "zsh", "fish", "ksh", "bat", "cmd", "ps1", "dockerfile", "mk", "bashrc",
    "profile",
    "zshrc", "command",
  ]
  private static let codeEndings: Set<String> = [
    "py", "pyi", "pyx", "js", "jsx", "ts", "tsx", "mjs", "cjs", "java", "kt", "kts", "scala",
    "groovy", "gradle",
    "go", "rs", "rb", "php", "cs", "vb", "fs", "c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "mm",
    "swift", "dart", "lua", "pl", "pm", "r", "jl", "ex", "exs", "erl", "hs", "clj", "cljs", "ml",
    "json", "jsonc", "json5", "ipynb", "tf", "hcl", "vue", "svelte", "sol", "proto", "graphql",
    "css", "scss", "less", "html", "htm", "xml", "xhtml", "jsp", "erb", "aspx", "cshtml", "sql",
    "coffee", "nim", "zig", "v", "d", "pas", "asm", "s", "tmpl", "tpl",
  ]
}
