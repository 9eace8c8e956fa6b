public import Foundation

/// A git repository of a test's own, cut off from the user's and the machine's configuration.
public final class ScratchRepository: Sendable {
  /// The folder that holds the repository, a home without settings, and a place for reports.
  public let scratch: ScratchFolder
  /// The working tree (or the bare repository itself).
  public let folder: URL
  /// What every program runs with here.
  public let environment: [String: String]
  /// The secrets that the stream planted, by the names it gives them.
  public let planted: [String: PlantedSecret]

  /// An empty repository with the branch `main` and nothing committed.
  public init(arguments: [String] = []) throws {
    scratch = try ScratchFolder()
    folder = scratch.url.appending(path: "repository", directoryHint: .isDirectory)
    environment = ScratchRepository.environment(home: scratch.url)
    planted = [:]
    try scratch.write("home/.gitconfig", [])
    try create(arguments)
  }

  /// The repository that `testdata/repositories/NAME.fastimport` describes, checked out.
  public convenience init(stream name: String) throws {
    let file = PackageFolder.file("testdata/repositories/\(name).fastimport")
    try self.init(text: try String(contentsOf: file, encoding: .utf8))
  }

  /// The repository that `text`, in the language of `FastImportStream`, describes.
  public init(text: String) throws {
    let stream = try FastImportStream(text: text)
    scratch = try ScratchFolder()
    folder = scratch.url.appending(path: "repository", directoryHint: .isDirectory)
    environment = ScratchRepository.environment(home: scratch.url)
    planted = stream.planted
    try scratch.write("home/.gitconfig", [])
    try create([])
    try git(["fast-import", "--quiet", "--force"], input: stream.bytes)
    for command in stream.commands { try git(command) }
  }

  private func create(_ arguments: [String]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git(["init", "--quiet", "--initial-branch=main"] + arguments)
  }

  /// Fixed names and dates, no prompt, no settings but the repository's own.
  private static func environment(home: URL) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": path, "HOME": home.appending(path: "home").path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      "GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "gc.auto", "GIT_CONFIG_VALUE_0": "0",
      "GIT_CONFIG_KEY_1": "protocol.file.allow", "GIT_CONFIG_VALUE_1": "always",
      "GIT_CONFIG_KEY_2": "safe.directory", "GIT_CONFIG_VALUE_2": "*",
      "GIT_AUTHOR_NAME": "Ada Example", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_AUTHOR_DATE": "2026-03-01T12:00:00+00:00",
      "GIT_COMMITTER_NAME": "Ada Example", "GIT_COMMITTER_EMAIL": "ada@example.org",
      "GIT_COMMITTER_DATE": "2026-03-01T12:00:00+00:00",
    ]
  }

  /// Runs git in the working tree and returns its output without the final line break.
  ///
  /// - Throws: `SetUpError` where git fails.
  @discardableResult
  public func git(
    _ arguments: [String], input: [UInt8] = [], in subfolder: String = "",
    environment more: [String: String] = [:]
  ) throws -> String {
    let result = try Program(named: "git").run(
      arguments, in: folder.appending(path: subfolder),
      environment: environment.merging(more) { $1 }, input: input)
    guard result.status == 0 else {
      throw SetUpError("git \(arguments) ended with \(result.status): \(result.errors)")
    }
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }

  /// Runs git with arguments that hold no spaces.
  @discardableResult
  public func git(_ arguments: String) throws -> String {
    try git(arguments.split(separator: " ").map(String.init))
  }

  /// Writes a file of the working tree.
  public func write(_ path: String, _ text: String) throws {
    try write(path, Array(text.utf8))
  }

  /// Writes a file of the working tree.
  public func write(_ path: String, _ bytes: [UInt8]) throws {
    try TestSupport.write(bytes, to: folder.appending(path: path, directoryHint: .notDirectory))
  }

  /// Writes a file, adds and commits it; returns the commit's id.
  @discardableResult
  public func commit(_ path: String, _ text: String, message: String = "Change") throws -> String {
    try write(path, text)
    try git(["add", "--force", "--", path])
    try git(["commit", "--quiet", "--no-verify", "-m", message])
    return try git("rev-parse HEAD")
  }

  /// The settings that git would read as the user's own.
  public func setUserConfiguration(_ text: String) throws {
    try scratch.write("home/.gitconfig", Array(text.utf8))
  }

  /// The contents of a file in the scratch folder, empty where there is none.
  public func scratchFile(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: scratch.url.appending(path: path))).map { Array($0) } ?? []
  }
}
