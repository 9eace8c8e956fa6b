import Foundation
import TestSupport
import Testing

/// No planted secret shows in any output, unless the user asks for it.
@Suite struct RedactionTests {
  static let streams = ["places", "encodings", "paths", "context", "change"]
  static let formats = ["text", "sarif", "json", "jsonl"]

  @Test(arguments: streams, [["history"], ["files"], ["range", "HEAD~1..HEAD"]])
  func hidesEverySecretInEveryFormat(_ stream: String, _ command: [String]) throws {
    let repository = try ScratchRepository(stream: stream)
    if command[0] == "range", (try? repository.git("rev-parse --verify --quiet HEAD~1")) == nil {
      return
    }
    let files = RedactionTests.formats.map { "\(repository.scratch.url.path)/report.\($0)" }
    let pairs = zip(RedactionTests.formats, files)
      .reduce(into: []) { $0 += ["--format", $1.0, "--output", $1.1] }
    let result = try PackageFolder.product("shrike").run(
      command + pairs, in: repository.folder, environment: repository.environment)
    let written = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(result.status < 2, "\(result.errors)")
    for output in [result.output, result.errors] + written {
      for (name, secret) in repository.planted {
        #expect(secret.trace(in: output) == nil, "\(name)")
      }
    }
  }

  @Test(arguments: formats)
  func showsEverySecretWhereAsked(_ format: String) throws {
    let repository = try ScratchRepository(stream: "encodings")
    let result = try PackageFolder.product("shrike").run(
      ["history", "--show-secrets", "--no-color", "--format", format], in: repository.folder,
      environment: repository.environment)
    #expect(result.status == 1, "\(result.errors)")
    for (name, secret) in repository.planted {
      #expect(result.output.contains(secret.text), "\(name) in \(format)")
    }
  }

  @Test func keepsSecretsOutOfTheBaseline() throws {
    let repository = try ScratchRepository(stream: "context")
    let shrike = try PackageFolder.product("shrike")
    for action in ["create", "update", "prune"] {
      let result = try shrike.run(
        ["baseline", action], in: repository.folder, environment: repository.environment)
      #expect(result.status == 0, "\(action): \(result.errors)")
      let written = try repository.git("ls-files --others --modified").split(separator: "\n")
      #expect(!written.isEmpty, "the baseline is a file of the repository")
      for file in written {
        let url = repository.folder.appending(path: String(file))
        let text = try String(contentsOf: url, encoding: .utf8)
        for (name, secret) in repository.planted {
          #expect(secret.trace(in: text + result.output + result.errors) == nil, "\(name)")
        }
      }
    }
    let scan = try repository.scan("files")
    #expect(scan.status == 0, "what the baseline holds is known: \(scan.everything)")
    #expect(try scan.report().summary.suppressed >= 3)
  }

  /// Errors about the configuration quote none of it: people paste a secret where its fingerprint
  /// belongs, and a broken line may hold anything.
  @Test(arguments: ["allow: [{fingerprint: \"%\", reason: Old}]\n", "allow:\n  - {reason: \"%\n"])
  func keepsSecretsOutOfErrors(_ configuration: String) throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("error")
    try repository.write(".shrike.yaml", configuration.replacing("%", with: token.text))
    try repository.write("a.txt", "nothing\n")
    let scan = try repository.scan("files", hidden: [token])
    #expect(scan.status == 2)
  }

  @Test func keepsATraceFindable() {
    let secret = PlantedSecret.github("trace")
    #expect(secret.trace(in: "x \(secret.text) y") != nil)
    #expect(secret.trace(in: Data("key=\(secret.text)".utf8).base64EncodedString()) != nil)
    #expect(secret.trace(in: Data("a key=\(secret.text)".utf8).base64EncodedString()) != nil)
    #expect(secret.trace(in: "ghp_***") == nil)
  }
}
