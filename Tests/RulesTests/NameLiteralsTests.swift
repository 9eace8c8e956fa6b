import Testing

@testable import Rules

@Suite struct NameLiteralsTests {
  @Test(
    arguments: [
      (["acme_api"], ["acme_api", "acme-api", "acme.api"]),
      (["Acme-Api-Key"], ["Acme-Api-Key", "acme_api_key", "acme.api.key"]),
      (["acme_api", "acme-api"], ["acme_api", "acme-api", "acme.api"]),
      // The vendor's word alone finds all of them.
      (["acme", "acme_api"], ["acme", "acme_api"]),
      (["acme.io", "acme_"], ["acme.io", "acme_"]), (["x-acme"], ["x-acme", "x_acme", "x.acme"]),
      ([], []),
    ] as [([String], [String])])
  func joinsWordsWithEverySign(literals: [String], all: [String]) {
    #expect(NameLiterals.joined(literals) == all)
  }
}
