import Findings

/// The compact form in which policies travel inside the binary, as `RuleArchive` has it for
/// secret rules.
///
/// Each half is a `RecordTable`; items of a list end in U+001D, the files of an example in U+001C; no
/// text holds one of them, which the reader of the rule files sees to. The first half is decoded
/// where there is a file that policies read, the texts only for a report.
public struct PolicyArchive: Sendable {
  private let rules: RecordTable
  private let texts: RecordTable

  /// The two halves that `encode` gave.
  public init(rules: String, texts: String) {
    self.rules = RecordTable(rules)
    self.texts = RecordTable(texts)
  }

  /// The two halves of an archive of `entries`.
  public static func encode(
    _ entries: [(rule: PolicyRule, texts: PolicyTexts)]
  ) -> (rules: String, texts: String) {
    (
      RecordTable.encode(entries.map(\.rule.record)),
      RecordTable.encode(entries.map(\.texts.record))
    )
  }

  var count: Int { rules.count }

  func rule(at index: Int) -> PolicyRule { PolicyRule(record: rules.fields(at: index)) }
  func texts(at index: Int) -> PolicyTexts { PolicyTexts(record: texts.fields(at: index)) }
  func id(at index: Int) -> String { rules.name(at: index) }
  func index(of id: String) -> Int? { rules.index(ofName: id) }

  static func join(_ items: [String], _ separator: UInt8) -> String {
    items.joined(separator: String(UnicodeScalar(separator)))
  }

  static func split(_ text: String, _ separator: UInt8) -> [String] {
    text.utf8.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }
}

extension PolicyRule {
  fileprivate var record: [String] {
    [
      id, slug, String(severity.rawValue), productionSeverity.map { String($0.rawValue) } ?? "",
      String(cwe), scope.rawValue, reads.map(\.rawValue).joined(separator: " "),
      needs.map(\.rawValue).joined(separator: " "),
      parameters.map(\.rawValue).joined(separator: " "),
    ]
  }

  /// A record of the archive in this same binary: what does not fit is a fault of the build.
  fileprivate init(record: [String]) {
    guard record.count == 9, let severity = Int(record[2]).flatMap(Severity.init(rawValue:)),
      let cwe = Int(record[4]), let scope = Scope(rawValue: record[5])
    else { preconditionFailure("the built-in policies are damaged: build Shrike again") }
    self.init(
      id: record[0], slug: record[1], severity: severity,
      productionSeverity: Int(record[3]).flatMap(Severity.init(rawValue:)), cwe: cwe,
      reads: PolicyRule.words(record[6]).compactMap(Material.init(rawValue:)), scope: scope,
      needs: PolicyRule.words(record[7]).compactMap(PolicySetting.init(rawValue:)),
      parameters: PolicyRule.words(record[8]).compactMap(PolicySetting.init(rawValue:)))
  }

  private static func words(_ field: String) -> [String] {
    field.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
  }
}

extension PolicyTexts {
  fileprivate var record: [String] {
    [
      title, why, remedy, documentation,
      PolicyArchive.join(bad.map(\.item), 0x1D), PolicyArchive.join(good.map(\.item), 0x1D),
    ]
  }

  fileprivate init(record: [String]) {
    precondition(record.count == 6, "the built-in policies are damaged: build Shrike again")
    self.init(
      title: record[0], why: record[1], remedy: record[2], documentation: record[3],
      bad: PolicyTexts.examples(record[4]), good: PolicyTexts.examples(record[5]))
  }

  private static func examples(_ field: String) -> [PolicyExample] {
    field.isEmpty ? [] : PolicyArchive.split(field, 0x1D).map(PolicyExample.init(item:))
  }
}

extension PolicyExample {
  /// The settings, then path and text of each file; `-` stands for no settings, `+` before some.
  fileprivate var item: String {
    let files = files.flatMap { [$0.path, $0.marked] }
    return PolicyArchive.join([settings.map { "+" + $0 } ?? "-"] + files, 0x1C)
  }

  fileprivate init(item: String) {
    let parts = PolicyArchive.split(item, 0x1C)
    let settings = parts.first.flatMap { $0.hasPrefix("+") ? String($0.dropFirst()) : nil }
    let files = stride(from: 1, to: parts.count - 1, by: 2).map { index in
      RuleExample(path: parts[index], marked: parts[index + 1])
    }
    self.init(settings: settings, files: files)
  }
}
