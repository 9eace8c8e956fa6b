import Foundation
import TestSupport
import Testing

/// `shrike staged`: the index against HEAD, whole files matched, added lines reported.
@Suite struct StagedTests {
  @Test func findsInAFirstCommit() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("first commit")
    try repository.write("a.env", "TOKEN=\(token.text)\n")
    try repository.git("add a.env")
    let scan = try repository.scan("staged", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["a.env:1:7"])
  }

  @Test func findsFromASubdirectoryWhatIsStagedAtTheRoot() throws {
    let repository = try ScratchRepository()
    try repository.commit("inner/deep/readme.txt", "nothing\n")
    let token = PlantedSecret.github("subdirectory")
    try repository.write("root.env", "TOKEN=\(token.text)\n")
    try repository.git("add root.env")
    let scan = try repository.scan("staged", in: "inner/deep", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["root.env:1:7"])
  }

  /// The index decides, not the working tree: neither an unstaged secret nor an unstaged repair.
  @Test func readsTheIndexAlone() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", "COLOUR=blue\n")
    let token = PlantedSecret.github("index")
    try repository.write("a.env", "TOKEN=\(token.text)\n")
    #expect(try repository.scan("staged", hidden: [token]).status == 0)
    try repository.git("add a.env")
    try repository.write("a.env", "COLOUR=blue\n")
    #expect(try repository.scan("staged", hidden: [token]).status == 1)
  }

  @Test func passesWhereNothingIsStaged() throws {
    let repository = try ScratchRepository(stream: "places")
    let scan = try repository.scan("staged")
    #expect(scan.status == 0, "\(scan.everything)")
    #expect(try scan.report().findings.isEmpty)
  }

  @Test func passesOldSecretsOnAnEditBesideThemAndOnARename() throws {
    let repository = try ScratchRepository(stream: "context")
    let old = try repository.secret("github:old")
    try repository.write("settings.ini", "[remote]\ntoken = \(old)\ncolour = green\n")
    try repository.git("mv key.pem moved.pem")
    try repository.git("mv secret.yaml moved.yaml")
    try repository.git("add .")
    let scan = try repository.scan("staged")
    #expect(scan.status == 0, "\(scan.everything)")
  }

  @Test func passesAnOldSecretWhoseLineOnlyMoves() throws {
    let repository = try ScratchRepository(stream: "context")
    let old = try repository.secret("github:old")
    try repository.write(
      "settings.ini", "; new\n; lines\n[remote]\ntoken = \(old)\ncolour = blue\n")
    try repository.git("add .")
    #expect(try repository.scan("staged").status == 0)
  }

  /// One line under a neutral key changes; only the unchanged `kind: Secret` tells what it is.
  @Test func findsAKubernetesValueEditedUnderANeutralKey() throws {
    let repository = try ScratchRepository(stream: "context")
    let new = PlantedSecret.password("new alpha")
    let old = PlantedSecret.password("alpha").base64
    let text = try repository.git("show HEAD:secret.yaml") + "\n"
    try repository.write("secret.yaml", text.replacing(old, with: new.base64))
    try repository.git("add .")
    let scan = try repository.scan("staged", hidden: [new])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["secret.yaml:7:10"])
  }

  /// A changed line in the middle of a key is a new key: the finding spans it and is reported.
  @Test func findsAnEditedPrivateKey() throws {
    let repository = try ScratchRepository(stream: "context")
    var new = PlantedSecret.pem("server").text.split(separator: "\n").map(String.init)
    new[6] = PlantedSecret.pem("renewed").text.split(separator: "\n").map(String.init)[6]
    try repository.write("key.pem", new.joined(separator: "\n") + "\n")
    try repository.git("add .")
    let scan = try repository.scan("staged")
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().findings.map(\.primary.path) == ["key.pem"])
  }

  /// The key's id was committed before; what is staged is the key alone, two lines below it.
  @Test func findsAnAWSPairSplitOverTwoCommits() throws {
    let repository = try ScratchRepository(stream: "context")
    let key = PlantedSecret.awsSecret("pair")
    let text = try repository.git("show HEAD:credentials") + "\n"
    try repository.write("credentials", text + "aws_secret_access_key = \(key.text)\n")
    try repository.git("add .")
    let scan = try repository.scan("staged", hidden: [key])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["credentials:4:25"])
  }

  @Test func findsInAStagedFileName() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("staged name")
    try repository.write("\(token.text).log", "nothing\n")
    try repository.git("add .")
    let scan = try repository.scan("staged", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
  }

  @Test func findsWhatAConflictedMergeWillCommit() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", "A=1\n")
    try repository.git("checkout --quiet -b side")
    try repository.commit("a.env", "A=2\n")
    try repository.git("checkout --quiet main")
    try repository.commit("a.env", "A=3\n")
    #expect(throws: SetUpError.self) { try repository.git("merge --quiet side") }
    let token = PlantedSecret.github("conflict")
    try repository.write("a.env", "A=4\nTOKEN=\(token.text)\n")
    try repository.git("add a.env")
    let scan = try repository.scan("staged", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["a.env:2:7"])
  }
}
