import Findings

extension PolicySettings {
  /// Reads the mapping under `policy:`.
  ///
  /// - Parameter ruleIDs: every policy there is, for `severity`.
  /// - Throws: `FieldError` at the line of the first fault; an unknown key names the nearest one.
  public init(_ node: FieldNode, file: String, ruleIDs: [String]) throws(FieldError) {
    var fields = try Fields(node, file: file)
    self.init()
    written = PolicySettings.writtenKeys(node)
    for item in try fields.list("tenants") { tenants.append(try Tenant(item, file: file)) }
    namespacePattern = try PolicySettings.pattern(&fields)
    environments = try PolicySettings.named(&fields, "environments", file, Environment.init)
    keyTemplates = try fields.texts("keyTemplates")
    sharedKeys = try fields.texts("sharedKeys")
    for item in try fields.list("stores") { stores.append(try Store(item, file: file)) }
    for item in try fields.list("clusterManaged") {
      clusterManaged.append(try ClusterManaged(item, file: file))
    }
    emptyMeaningful = try fields.texts("emptyMeaningful")
    for item in try fields.list("wiring") { wiring.append(try Wiring(item, file: file)) }
    requiredSecrets = try fields.texts("requiredSecrets")
    externallyCreated = try fields.texts("externallyCreated")
    consumption = try PolicySettings.consumption(&fields)
    refreshInterval = try PolicySettings.interval(&fields)
    creationPolicy = try fields.texts("creationPolicy")
    rotation = try PolicySettings.rotation(&fields)
    placeholders = try fields.texts("placeholders")
    credentialKeys = try CredentialKeys(&fields)
    sanitise = try fields.text("sanitise")
    severities = try PolicySettings.severities(&fields, ruleIDs: ruleIDs)
    try fields.finish()
  }

  private static func writtenKeys(_ node: FieldNode) -> Set<PolicySetting> {
    guard case .map(let entries, _) = node else { return [] }
    return Set(entries.compactMap { PolicySetting(rawValue: $0.key) })
  }

  private static func pattern(_ fields: inout Fields) throws(FieldError) -> String? {
    guard let node = fields.take("namespacePattern") else { return nil }
    guard case .scalar(let text, _) = node, text.contains("{tenant}") else {
      throw FieldError(
        file: fields.file, line: node.line,
        message: "'namespacePattern' must hold {tenant}, such as \"tenant-{tenant}\"")
    }
    return text
  }

  /// The entries of a mapping whose keys are the user's own names.
  private static func named<Value>(
    _ fields: inout Fields, _ key: String, _ file: String,
    _ make: (String, FieldNode, String) throws(FieldError) -> Value
  ) throws(FieldError) -> [Value] {
    guard var entries = try fields.fields(key) else { return [] }
    var values: [Value] = []
    for entry in entries.takeAll() { values.append(try make(entry.key, entry.value, file)) }
    return values
  }

  private static func consumption(_ fields: inout Fields) throws(FieldError) -> [String] {
    guard var inner = try fields.fields("consumption") else { return [] }
    let allowed = try inner.texts("allow")
    try inner.finish()
    return allowed
  }

  private static func interval(_ fields: inout Fields) throws(FieldError) -> ClosedRange<Int>? {
    guard var inner = try fields.fields("refreshInterval") else { return nil }
    let low = try duration(&inner, "min") ?? 60
    let high = try duration(&inner, "max") ?? 3_600
    try inner.finish()
    guard low <= high else {
      throw FieldError(
        file: fields.file, line: inner.line, message: "'refreshInterval' has its min over its max")
    }
    return low...high
  }

  private static func duration(_ fields: inout Fields, _ key: String) throws(FieldError) -> Int? {
    guard let node = fields.take(key) else { return nil }
    guard case .scalar(let text, _) = node, let seconds = GoDuration.seconds(text) else {
      throw FieldError(
        file: fields.file, line: node.line,
        message: "'\(key)' must be a duration such as 30s, 5m or 1h")
    }
    return seconds
  }

  private static func rotation(_ fields: inout Fields) throws(FieldError) -> [String: Int] {
    guard var inner = try fields.fields("rotation") else { return [:] }
    var days: [String: Int] = [:]
    for entry in inner.takeAll() {
      guard case .scalar(let text, _) = entry.value, let count = Int(text), count > 0 else {
        throw FieldError(
          file: fields.file, line: entry.line, message: "'\(entry.key)' must be a number of days")
      }
      days[entry.key] = count
    }
    return days
  }

  private static func severities(
    _ fields: inout Fields, ruleIDs: [String]
  ) throws(FieldError) -> [SeverityOverride] {
    guard var inner = try fields.fields("severity") else { return [] }
    var overrides: [SeverityOverride] = []
    for entry in inner.takeAll() {
      guard ruleIDs.contains(entry.key) else {
        let hint =
          nearestName(to: entry.key, among: ruleIDs).map { "; did you mean '\($0)'?" } ?? ""
        throw FieldError(
          file: fields.file, line: entry.line, message: "there is no policy '\(entry.key)'\(hint)")
      }
      overrides += try self.overrides(of: entry, file: fields.file)
    }
    return overrides
  }

  private static func overrides(
    of entry: FieldNode.Entry, file: String
  ) throws(FieldError) -> [SeverityOverride] {
    guard case .map(let entries, _) = entry.value else {
      return [try override(entry.key, nil, entry.value, file)]
    }
    var overrides: [SeverityOverride] = []
    for inner in entries { overrides.append(try override(entry.key, inner.key, inner.value, file)) }
    return overrides
  }

  private static func override(
    _ ruleID: String, _ environment: String?, _ node: FieldNode, _ file: String
  ) throws(FieldError) -> SeverityOverride {
    guard case .scalar(let text, _) = node, let severity = Severity(name: text) else {
      let names = Severity.allCases.map(\.name).joined(separator: ", ")
      throw FieldError(file: file, line: node.line, message: "a severity is one of: \(names)")
    }
    return SeverityOverride(ruleID: ruleID, environment: environment, severity: severity)
  }
}

extension PolicySettings.Tenant {
  fileprivate init(_ node: FieldNode, file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    id = try fields.requiredText("id")
    namespaces = try fields.texts("namespaces")
    roleArn = try fields.text("roleArn")
    try fields.finish()
  }
}

extension PolicySettings.Environment {
  fileprivate init(_ name: String, _ node: FieldNode, _ file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    self.name = name
    match = try fields.texts("match")
    suffix = try fields.text("suffix")
    isProduction = try fields.flag("production") ?? false
    aliases = try fields.texts("aliases")
    values = try fields.texts("values")
    try fields.finish()
  }
}

extension PolicySettings.Store {
  fileprivate init(_ node: FieldNode, file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    name = try fields.requiredText("name")
    kind = try fields.choice(
      "kind", of: ["SecretStore", "ClusterSecretStore"].map { (name: $0, value: $0) })
    provider = try fields.text("provider")
    namespaces = try fields.texts("namespaces")
    environment = try fields.text("env")
    isExternal = try fields.flag("external") ?? false
    try fields.finish()
  }
}

extension PolicySettings.ClusterManaged {
  fileprivate init(_ node: FieldNode, file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    pattern = try fields.requiredText("pattern")
    authority = try fields.text("authority")
    try fields.finish()
  }
}

extension PolicySettings.Wiring {
  fileprivate init(_ node: FieldNode, file: String) throws(FieldError) {
    var fields = try Fields(node, file: file)
    consumerPath = try fields.requiredText("consumerPath")
    whitelistPath = try fields.requiredText("whitelistPath")
    files = try fields.texts("files")
    try fields.finish()
  }
}

extension PolicySettings.CredentialKeys {
  fileprivate init(_ fields: inout Fields) throws(FieldError) {
    self.init()
    guard var inner = try fields.fields("credentialKeys") else { return }
    match = try inner.texts("match")
    except = try inner.texts("except")
    try inner.finish()
  }
}
