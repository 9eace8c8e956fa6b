import Findings
import Rules

/// `.shrike.yaml` as it is written: read and checked key by key, nothing resolved.
struct ConfigurationFile {
  var excludes: [String] = []
  var only: [PlacedText] = []
  var skipped: [PlacedText] = []
  var severities: [(ruleID: PlacedText, severity: Severity)] = []
  var allowed: [(finding: AllowedFinding, line: Int)] = []
  /// The environment variable that holds the fingerprint key.
  var keyVariable: PlacedText?
  var byteLimit: Int?
  var failOn: Severity?
  var minSeverity: Severity?
  var baseline: String?
  var customRules: [FieldNode] = []
  var ruleFiles: [PlacedText] = []
  /// How much of gitleaks's comments and files counts, nil for nothing.
  var gitleaks: Compatibility.Scope?
  /// The same for detect-secrets.
  var detectSecrets: Compatibility.Scope?
  /// The `policy:` section, which `PolicySettings` reads.
  var policy: FieldNode?

  /// A text with the 1-based line that it stands on.
  struct PlacedText {
    var text: String
    /// Nil for one from the command line.
    var line: Int?
  }

  init() {}

  /// - Throws: `FieldError` at the line of the first fault.
  init(_ node: FieldNode, file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    _ = try fields.integer("version", in: 1...1)
    try readPaths(&fields)
    try readRules(&fields)
    for item in try fields.list("allow") {
      allowed.append((try ConfigurationFile.allowed(item, file: file), item.line))
    }
    keyVariable = try ConfigurationFile.keyVariable(&fields)
    if var limits = try fields.fields("limits") {
      byteLimit = try limits.integer("bytes", in: 1...Int.max)
      try limits.finish()
    }
    failOn = try fields.choice("failOn", of: ConfigurationFile.severityNames)
    minSeverity = try fields.choice("minSeverity", of: ConfigurationFile.severityNames)
    baseline = try fields.text("baseline").flatMap { $0.isEmpty ? nil : $0 }
    customRules = try fields.list("customRules")
    ruleFiles = try fields.placedTexts("ruleFiles").map(PlacedText.init)
    if var compatibility = try fields.fields("compatibility") {
      let scopes = Compatibility.Scope.allCases.map { (name: $0.rawValue, value: $0) }
      gitleaks = try compatibility.choice("gitleaks", of: scopes)
      detectSecrets = try compatibility.choice("detectSecrets", of: scopes)
      try compatibility.finish()
    }
    policy = fields.take("policy")
    try fields.finish()
  }

  private static let severityNames = Severity.allCases.map { (name: $0.name, value: $0) }

  private mutating func readPaths(_ fields: inout Fields) throws(FieldError) {
    guard var paths = try fields.fields("paths") else { return }
    for (pattern, line) in try paths.placedTexts("exclude") {
      if pattern.allSatisfy({ $0 == "/" }) {
        throw FieldError(file: fields.file, line: line, message: "the pattern is empty")
      }
      if pattern.hasPrefix("!") {
        throw FieldError(
          file: fields.file, line: line,
          message: "a pattern cannot be negated; write '\\!' for a name that starts so")
      }
      excludes.append(pattern)
    }
    try paths.finish()
  }

  private mutating func readRules(_ fields: inout Fields) throws(FieldError) {
    guard var rules = try fields.fields("rules") else { return }
    only = try rules.placedTexts("only").map(PlacedText.init)
    skipped = try rules.placedTexts("skip").map(PlacedText.init)
    if var severity = try rules.fields("severity") {
      for entry in severity.takeAll() {
        guard case .scalar(let name, _) = entry.value, let value = Severity(name: name) else {
          let names = Severity.allCases.map(\.name).joined(separator: ", ")
          throw FieldError(
            file: fields.file, line: entry.line, message: "a severity is one of: \(names)")
        }
        severities.append((PlacedText(text: entry.key, line: entry.line), value))
      }
    }
    try rules.finish()
  }

  private static func allowed(_ node: FieldNode, file: String) throws(FieldError) -> AllowedFinding
  {
    var fields = try Fields(node, file: file)
    guard let fingerprint = Fingerprint(text: try fields.requiredText("fingerprint")) else {
      throw FieldError(
        file: file, line: node.line,
        message: """
          'fingerprint' must be the 32 hexadecimal digits that a report shows for a finding or a \
          secret; never write the secret itself
          """)
    }
    let reason = try fields.requiredText("reason")
    let owner = try fields.text("owner")
    var until: CalendarDate?
    if let text = try fields.text("until"), !text.isEmpty {
      until = CalendarDate(text: text)
      guard until != nil else {
        throw FieldError(
          file: file, line: node.line, message: "'until' must be a day written as YYYY-MM-DD")
      }
    }
    try fields.finish()
    return AllowedFinding(fingerprint: fingerprint, reason: reason, owner: owner, until: until)
  }

  private static func keyVariable(_ fields: inout Fields) throws(FieldError) -> PlacedText? {
    guard var key = try fields.fields("fingerprintKey") else { return nil }
    let variable = PlacedText(text: try key.requiredText("environment"), line: key.line)
    try key.finish()
    return variable
  }
}
