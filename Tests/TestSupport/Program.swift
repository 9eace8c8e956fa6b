import Dispatch
public import Foundation

/// What a program that ran to its end wrote, and how it ended.
public struct ProgramResult: Sendable {
  /// The exit status; 128 and the signal's number for a program that a signal ended.
  public let status: Int
  public let outputBytes: [UInt8]
  public let errorBytes: [UInt8]

  public init(status: Int, outputBytes: [UInt8], errorBytes: [UInt8]) {
    self.status = status
    self.outputBytes = outputBytes
    self.errorBytes = errorBytes
  }

  /// Standard output; bytes that are not UTF-8 are replaced.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error; bytes that are not UTF-8 are replaced.
  public var errors: String { String(decoding: errorBytes, as: UTF8.self) }
}

/// Why a test's set-up could not be made.
public struct SetUpError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// A program at a path, to be run with an environment of the test's own.
public struct Program: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// The program that PATH finds under `name`.
  public init(named name: String) throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { throw SetUpError("\(name) is not installed, and this test needs it") }
    path = found
  }

  /// Runs the program and waits for its end, two minutes at most.
  ///
  /// Output goes through files: a pipe that nobody empties would stop a program that writes much.
  /// The call blocks, so that no more programs run at once than there are cores.
  public func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    input: [UInt8] = [], deadline seconds: Int = 120
  ) throws -> ProgramResult {
    let streams = try ScratchFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    let input = try streams.write("input", input)
    let output = try streams.write("output", [])
    let errors = try streams.write("errors", [])
    let handles = [
      try FileHandle(forReadingFrom: input), try FileHandle(forWritingTo: output),
      try FileHandle(forWritingTo: errors),
    ]
    // `Process` keeps its handles for ever, and with some 1,300 files open Foundation reads behind
    // the end of the list of them.
    defer { for handle in handles { try? handle.close() } }
    process.standardInput = handles[0]
    process.standardOutput = handles[1]
    process.standardError = handles[2]
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      _ = try? Program(path: "/bin/sh").run(
        ["-c", "kill -KILL \(process.processIdentifier)"], in: folder)
      throw SetUpError("\(path) \(arguments) did not end within \(seconds) seconds")
    }
    let signalled = process.terminationReason == .uncaughtSignal
    return ProgramResult(
      status: Int(process.terminationStatus) + (signalled ? 128 : 0),
      outputBytes: Array(try Data(contentsOf: output)),
      errorBytes: Array(try Data(contentsOf: errors)))
  }
}
