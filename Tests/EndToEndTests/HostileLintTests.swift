import Foundation
import TestSupport
import Testing

/// Files that are broken or made to hurt, through `lint` and `files`: a notice with the line, in
/// bounded time and memory, and status 3 only where nothing worse was found.
@Suite struct HostileLintTests {
  @Test(arguments: ["lint", "files"])
  func aBrokenDocumentCostsNoOther(command: String) throws {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: first}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: [
      ---
      apiVersion: external-secrets.io/v1beta1
      kind: SecretStore
      metadata: {name: third}

      """
    let found = try Self.run(command, ["all.yaml": text])
    #expect(found.places(of: "ZT301") == ["all.yaml:9"])
    #expect(found.notices.contains { $0.hasPrefix("incomplete all.yaml:8") }, "\(found.notices)")
    #expect(found.status == 3)
    let worse = try Self.run(command, ["all.yaml": text], "--fail-on", "medium")
    #expect(worse.status == 1)
  }

  @Test(arguments: ["lint", "files"])
  func aTemplateActionWithoutEndIsToldAtItsLine(command: String) throws {
    let found = try Self.run(
      command,
      [
        "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 0.1.0\n",
        "chart/templates/service.yaml":
          "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include \"a.b\" .\nspec: {}\n",
        "chart/templates/blocks.yaml": String(repeating: "{{ if .Values.a }}\n", count: 3_000),
      ])
    #expect(
      found.notices.contains { $0.hasPrefix("incomplete chart/templates/service.yaml:4") },
      "\(found.notices)")
    let blocks = found.notices.filter { $0.contains("chart/templates/blocks.yaml:") }
    #expect(blocks.count == 21 && blocks.contains { $0.contains("2980 more places") })
    #expect(found.status == 3)
  }

  @Test(arguments: ["lint", "files"])
  func aFileThatIsTooLargeIsNotRead(command: String) throws {
    let line = "  someKeyOfThisFile: and a text that is not a secret at all\n"
    let huge = "values:\n" + String(repeating: line, count: (50 << 20) / line.utf8.count)
    for name in ["values.yaml", "main.tf", "run.sh", ".env.example", "chart/templates/a.yaml"] {
      // The secret rules read such a file, which is none of this test's business.
      let found = try Self.run(command, [name: huge], "--only", "ZT301", limit: 60)
      #expect(
        found.notices.contains { $0.hasPrefix("incomplete \(name):1 larger than 32 MiB") },
        "\(found.notices)")
      #expect(found.status == 3)
    }
  }

  @Test func tenThousandDocumentsAreAllRead() throws {
    var text = ""
    for number in 0..<10_000 {
      let version = number == 9_999 ? "external-secrets.io/v1beta1" : "external-secrets.io/v1"
      text += "---\napiVersion: \(version)\nkind: SecretStore\nmetadata: {name: store-\(number)}\n"
    }
    let found = try Self.run("lint", ["all.yaml": text], "--only", "ZT301", limit: 60)
    #expect(found.places(of: "ZT301") == ["all.yaml:39998"])
    #expect(found.status == 0, "\(found.notices)")
  }

  @Test(arguments: ["lint", "files"])
  func aliasesDoNotGrowWithoutBound(command: String) throws {
    var text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: &a [x, x, x, x]\n"
    for (below, name) in zip("abcdefghijklm", "bcdefghijklmn") {
      let aliases = Array(repeating: "*\(below)", count: 9).joined(separator: ", ")
      text += "  \(name): &\(name) [\(aliases)]\n"
    }
    let found = try Self.run(command, ["bomb.yaml": text], limit: 20)
    #expect(found.notices.contains { $0.hasPrefix("incomplete bomb.yaml:1") }, "\(found.notices)")
    #expect(found.status == 3)
  }

  @Test(arguments: ["lint", "files"])
  func deepNestingIsToldAndNotFollowed(command: String) throws {
    let depth = 50_000
    let start = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
    let lists = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let blocks = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let objects = String(repeating: #"{"a":"#, count: depth) + "1"
    let groups = String(repeating: "(", count: depth) + ".a" + String(repeating: ")", count: depth)
    let found = try Self.run(
      command,
      [
        "deep.yaml": start + "data: \(lists)\n", "blocks.yaml": start + blocks,
        "deep.json": #"{"apiVersion": "v1", "kind": "ConfigMap", "data": "# + objects,
        "chart/templates/deep.yaml": start + "data: {a: \"{{ \(groups) }}\"}\n",
        "main.tf": "a = " + String(repeating: "[", count: depth) + "\n",
        "run.sh": "echo " + String(repeating: "$(", count: 2_000) + "\n",
      ], limit: 60)
    for name in ["deep.yaml:4", "blocks.yaml:", "deep.json:1", "main.tf:1", "run.sh:1"] {
      #expect(found.notices.contains { $0.hasPrefix("incomplete \(name)") }, "\(name)")
    }
    #expect(found.status == 3)
  }

  // MARK: Set-up

  private static func run(
    _ command: String, _ files: [String: String], _ arguments: String..., limit: Int = 20
  ) throws -> LintReport {
    let folder = try ScratchFolder()
    for (path, text) in files { try folder.write(path, Array(text.utf8)) }
    return try LintReport(
      in: folder.url, command: command, arguments: arguments + ["."], deadline: limit)
  }
}
