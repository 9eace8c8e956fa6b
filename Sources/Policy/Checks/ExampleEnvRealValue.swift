import Findings

/// ZT603: an example of a dotenv file with a value that is none.
struct ExampleEnvRealValue: PolicyCheck {
  static let id = "ZT603"

  private static let marks = ["example", "sample", "template", "dist"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files {
      let name = String(decoding: file.path.name, as: UTF8.self).lowercased()
      guard let dotenv = file.dotenv, Self.marks.contains(where: name.contains) else { continue }
      for entry in dotenv.entries where isReal(entry, names) {
        breaches.append(
          Breach(
            file.source, entry.valueRange, "\(entry.key) has a value in the example",
            identity: entry.key, secret: Array(entry.value.utf8)))
      }
    }
  }

  /// Keys that come in pairs (`PUBLIC_KEY`, `ACCESS_KEY`) are as real as their other half.
  private func isReal(_ entry: DotenvEntry, _ names: CredentialNames) -> Bool {
    let isKey = KeyWords.words(of: entry.key).last == "key"
    guard entry.isLiteral, names.isCredential(entry.key) || isKey, names.isLiteral(entry.value),
      PlaceholderWord(entry.value, names: names) == nil, !names.isPlaceholder(entry.value)
    else { return false }
    return !PlainValue.isPlain(entry.value)
      && (names.isCredential(entry.key) || entry.value.utf8.contains(where: \.isDigit))
  }
}
