import Foundation
import Git

/// The process's own streams and files. Only the executable touches them.
enum Console {
  /// Writes the report to standard output.
  static func output(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// Writes a line to standard error.
  static func error(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

  /// Writes text to standard error without a line break, for progress.
  static func progress(_ text: String) { write(Array(text.utf8), to: 2) }

  static var isOutputTerminal: Bool { isatty(1) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// All of standard input.
  static func input() throws -> [UInt8] {
    do {
      return Array(try FileHandle.standardInput.readToEnd() ?? Data())
    } catch {
      throw UsageError("standard input could not be read: \(error.localizedDescription)")
    }
  }

  /// Writes a file whole or not at all.
  static func write(_ bytes: [UInt8], toFile path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw UsageError("\(path) could not be written: \(error.localizedDescription)")
    }
  }

  /// The bytes of the file at `path`, nil where there is none.
  static func read(file path: String) throws -> [UInt8]? {
    do throws(FileError) {
      return try OpenFile(path: Array(path.utf8)).bytes(limit: .max)
    } catch {
      if error.isMissing { return nil }
      throw UsageError("\(path) could not be read: \(error)")
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    // A closed pipe ends the output; the exit status still tells what was found.
    try? handle.write(contentsOf: Data(bytes))
  }
}

/// A fault in how Shrike was called or set up: exit status 2.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
