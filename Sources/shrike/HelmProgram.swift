import Dispatch
import Foundation
import Git
import Synchronization

/// The user's `helm`, run so that it reaches no network, no cluster and nothing of the user's own.
struct HelmProgram {
  let path: String

  /// How long one chart may take, in seconds; the slowest of 116 public charts took 3.4.
  private static let timeLimit = 30
  /// Bytes of manifests that are taken.
  private static let outputLimit = 32 << 20
  /// KiB of address space: a loop in a template must not take the machine's memory.
  private static let memoryLimit = 4 << 20

  /// Why there is no output.
  enum Failure: Error {
    case notStarted, tooSlow, tooMuch
    /// What helm said; may hold anything that a chart holds.
    case refused(String)
  }

  /// The helm that PATH names; folders that are not absolute are passed over, since they may lie in
  /// what is scanned.
  static func onPath() -> HelmProgram? {
    let folders = (EnvironmentVariable.value("PATH") ?? "").split(separator: ":")
    return folders.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/helm" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }.map(HelmProgram.init)
  }

  /// Runs `helm template` in `home`, a folder of its own, and gives what it writes.
  func template(_ arguments: [String], home: URL) throws(Failure) -> [UInt8] {
    let process = process(arguments, home: home)
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    do { try process.run() } catch { throw Failure.notStarted }
    let id = process.processIdentifier
    let isLate = Atomic(false)
    let timer = DispatchWorkItem {
      isLate.store(true, ordering: .relaxed)
      kill(id, SIGKILL)
    }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .seconds(HelmProgram.timeLimit), execute: timer)
    let complaint = Complaint(of: errors.fileHandleForReading)
    var text: [UInt8] = []
    while let data = try? output.fileHandleForReading.read(upToCount: 1 << 16), !data.isEmpty {
      text += data
      guard text.count <= HelmProgram.outputLimit else { break }
    }
    let isTooMuch = text.count > HelmProgram.outputLimit
    if isTooMuch { kill(id, SIGKILL) }
    process.waitUntilExit()
    timer.cancel()
    let said = complaint.text()
    if isLate.load(ordering: .relaxed) { throw Failure.tooSlow }
    if isTooMuch { throw Failure.tooMuch }
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      throw Failure.refused(said)
    }
    return text
  }

  private func process(_ arguments: [String], home: URL) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The shell sets the limit and becomes helm.
    let limit = "ulimit -v \(HelmProgram.memoryLimit) 2>/dev/null; exec \"$@\""
    process.arguments = ["-c", limit, "sh", path, "template"] + arguments
    process.currentDirectoryURL = home
    process.environment = HelmProgram.environment(home: home.path)
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// What a program writes to standard error, read beside its output so that neither pipe fills up;
  /// the beginning is kept.
  private final class Complaint: Sendable {
    private let said = Mutex<[UInt8]>([])
    private let isDone = DispatchSemaphore(value: 0)

    private static let limit = 1 << 16

    init(of handle: FileHandle) {
      DispatchQueue.global().async {
        while let data = try? handle.read(upToCount: 1 << 16), !data.isEmpty {
          self.said.withLock { $0 += data.prefix(Complaint.limit - min($0.count, Complaint.limit)) }
        }
        self.isDone.signal()
      }
    }

    /// All of it, once the program has ended.
    func text() -> String {
      isDone.wait()
      return String(decoding: said.withLock { $0 }, as: UTF8.self)
    }
  }

  /// No home, repositories, plugins or cluster of the user's; a proxy that nobody answers, for what
  /// a chart might fetch all the same.
  private static func environment(home: String) -> [String: String] {
    var environment = ["HOME": home, "PATH": "/usr/bin:/bin", "GOMAXPROCS": "2", "TMPDIR": home]
    for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
      environment[name] = home + "/xdg"
    }
    for name in ["CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "PLUGINS", "REPOSITORY_CACHE"] {
      environment["HELM_" + name] = home + "/xdg/helm"
    }
    for name in ["REPOSITORY_CONFIG", "REGISTRY_CONFIG"] {
      environment["HELM_" + name] = home + "/xdg/none"
    }
    environment["KUBECONFIG"] = home + "/xdg/none"
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
      environment[name] = "http://127.0.0.1:9"
    }
    return environment
  }
}
