import Findings

extension PolicyRule {
  /// Reads a policy's file.
  ///
  /// - Parameter file: the path of the file, whose last part must be `id-slug.yaml`.
  /// - Throws: `FieldError` at the line of the first fault.
  public static func read(
    _ node: FieldNode, file: String
  ) throws(FieldError) -> (rule: PolicyRule, texts: PolicyTexts) {
    try refuseSeparators(in: node, file: file)
    var fields = try Fields(node, file: file)
    let rule = PolicyRule(
      id: try identifier(&fields),
      slug: try slug(&fields),
      severity: try requiredSeverity(&fields),
      productionSeverity: try fields.choice("production", of: severities),
      cwe: try fields.integer("cwe", in: 1...9_999) ?? 798,
      reads: try names("reads", &fields, as: Material.self),
      scope: try fields.choice("scope", of: Scope.allCases.map { ($0.rawValue, $0) }) ?? .file,
      needs: try names("needs", &fields, as: PolicySetting.self),
      parameters: try names("parameters", &fields, as: PolicySetting.self))
    let texts = try PolicyTexts.read(&fields)
    try fields.finish()
    try rule.check(texts: texts, file: file, line: fields.line)
    return (rule, texts)
  }

  private static let severities = Severity.allCases.map { (name: $0.name, value: $0) }

  private static func identifier(_ fields: inout Fields) throws(FieldError) -> String {
    let id = try fields.requiredText("id")
    let digits = id.utf8.dropFirst(2)
    guard id.hasPrefix("ZT"), digits.count == 3, digits.allSatisfy(isDigit) else {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "the id must be ZT and three digits, as in ZT101")
    }
    return id
  }

  private static func slug(_ fields: inout Fields) throws(FieldError) -> String {
    let slug = try fields.requiredText("slug")
    let isPlain = slug.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte)
        || byte == UInt8(ascii: "-")
    }
    guard isPlain else {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "the slug may hold lower-case letters, digits and hyphens only")
    }
    return slug
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func requiredSeverity(_ fields: inout Fields) throws(FieldError) -> Severity {
    guard let severity = try fields.choice("severity", of: severities) else {
      throw FieldError(
        file: fields.file, line: fields.line, message: "'severity' is missing")
    }
    return severity
  }

  /// The names under `key`, each of them a case of `kind`.
  private static func names<Name: RawRepresentable & CaseIterable>(
    _ key: String, _ fields: inout Fields, as kind: Name.Type
  ) throws(FieldError) -> [Name] where Name.RawValue == String {
    var names: [Name] = []
    for (text, line) in try fields.placedTexts(key) {
      guard let name = Name(rawValue: text) else {
        let hint = nearestName(to: text, among: kind.allCases.map(\.rawValue))
          .map { "; did you mean '\($0)'?" }
        throw FieldError(
          file: fields.file, line: line, message: "'\(key)' knows no '\(text)'\(hint ?? "")")
      }
      names.append(name)
    }
    return names
  }

  /// What one field alone cannot tell.
  private func check(texts: PolicyTexts, file: String, line: Int) throws(FieldError) {
    func fault(_ message: String) -> FieldError {
      FieldError(file: file, line: line, message: "\(id): \(message)")
    }
    guard file.split(separator: "/").last.map(String.init) == fileName else {
      throw fault("its file must be named \(fileName)")
    }
    if reads.isEmpty { throw fault("'reads' is missing: name what the rule looks into") }
    for (name, examples) in [("bad", texts.bad), ("good", texts.good)] where examples.count < 2 {
      throw fault("'examples' needs at least two under '\(name)'")
    }
    for file in (texts.bad + texts.good).flatMap(\.files) where !file.hasPairedMarks {
      throw fault("the « and » in \(file.path) are not in pairs")
    }
    for (index, example) in texts.bad.enumerated() where !example.isMarked {
      throw fault("bad example \(index + 1) marks no finding: write «…» around its exact span")
    }
    for (index, example) in texts.good.enumerated() where example.isMarked {
      throw fault("good example \(index + 1) marks a finding")
    }
  }

  /// Refuses the control characters that `PolicyArchive` separates texts with.
  private static func refuseSeparators(in node: FieldNode, file: String) throws(FieldError) {
    switch node {
    case .scalar(let text, let line): try refuseSeparators(in: text, file: file, line: line)
    case .list(let items, _):
      for item in items { try refuseSeparators(in: item, file: file) }
    case .map(let entries, _):
      for entry in entries {
        try refuseSeparators(in: entry.key, file: file, line: entry.line)
        try refuseSeparators(in: entry.value, file: file)
      }
    }
  }

  private static func refuseSeparators(
    in text: String, file: String, line: Int
  ) throws(FieldError) {
    guard text.utf8.contains(where: { (0x1C...0x1F).contains($0) }) else { return }
    throw FieldError(
      file: file, line: line,
      message: "a text holds one of the control characters U+001C to U+001F")
  }
}

extension PolicyTexts {
  fileprivate static func read(_ fields: inout Fields) throws(FieldError) -> PolicyTexts {
    let title = try fields.requiredText("title")
    let why = try fields.requiredText("why")
    let remedy = try fields.requiredText("remedy")
    let documentation = try fields.requiredText("documentation")
    guard var examples = try fields.fields("examples") else {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "a rule needs 'examples' with 'bad' and 'good'")
    }
    var texts = PolicyTexts(
      title: title, why: why, remedy: remedy, documentation: documentation, bad: [], good: [])
    for node in try examples.list("bad") {
      texts.bad.append(try PolicyExample.read(node, file: fields.file))
    }
    for node in try examples.list("good") {
      texts.good.append(try PolicyExample.read(node, file: fields.file))
    }
    try examples.finish()
    return texts
  }
}

extension PolicyExample {
  fileprivate var isMarked: Bool { files.contains { !$0.unmarked.secrets.isEmpty } }

  /// Reads `settings`, and `files` or the short form `path` and `text` for a single one.
  fileprivate static func read(_ node: FieldNode, file: String) throws(FieldError) -> PolicyExample
  {
    var fields = try Fields(node, file: file)
    let settings = try fields.text("settings")
    let path = try fields.text("path")
    let text = try fields.text("text")
    var files = try fields.fields("files")
    let written = files?.takeAll() ?? []
    try fields.finish()
    func fault(_ message: String, line: Int) -> FieldError {
      FieldError(file: file, line: line, message: message)
    }
    var read: [RuleExample] = []
    for entry in written {
      guard case .scalar(let text, _) = entry.value else {
        throw fault("the file '\(entry.key)' must be a text", line: entry.line)
      }
      read.append(RuleExample(path: entry.key, marked: text))
    }
    if let path, let text { read.append(RuleExample(path: path, marked: text)) }
    guard (path == nil) == (text == nil), (path == nil) != written.isEmpty else {
      throw fault("an example has either 'files', or 'path' and 'text'", line: fields.line)
    }
    for example in read where example.path.isEmpty || example.path.contains(where: \.isNewline) {
      throw fault("an example's path must be a single line", line: fields.line)
    }
    return PolicyExample(settings: settings, files: read)
  }
}
