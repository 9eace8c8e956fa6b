internal import Findings
public import Git

/// Reads inputs, one after the other; each thread has its own.
public struct InputReader: ~Copyable {
  let repository: Repository?
  let limits: InputLimits

  /// - Throws: where the plan's repository does not open (any more).
  public init(plan: InputPlan, limits: InputLimits = InputLimits()) throws(GitError) {
    if let path = plan.repository {
      repository = try Repository(path: path)
    } else {
      repository = nil
    }
    self.limits = limits
  }

  /// Gives the input's bytes to `body`; those of blobs are not copied.
  ///
  /// - Throws: where the input is missing, damaged, unreadable or over the limit.
  public mutating func read<R>(
    _ input: Input, _ body: (Span<UInt8>) -> R
  ) throws(InputError) -> R {
    switch input.content {
    case .blob(let id), .message(let id): return try readObject(id, of: input, body)
    case .bytes(let bytes): return body(bytes.span)
    case .names(let names):
      let bytes = InputReader.joined(names)
      return body(bytes.span)
    case .file(let path):
      let bytes = try bytes(ofFile: path, of: input)
      return body(bytes.span)
    }
  }

  private func readObject<R>(
    _ id: ObjectID, of input: Input, _ body: (Span<UInt8>) -> R
  ) throws(InputError) -> R {
    switch repository {
    case .none: preconditionFailure("a plan with objects has a repository")
    case .some(let repository):
      var size = 0
      do throws(GitError) {
        size = try repository.header(of: id).size
        if size <= limits.bytes {
          if case .message = input.content { return try repository.withMessage(of: id, body) }
          return try repository.withObject(id, as: .blob) { body($0) }
        }
      } catch {
        throw InputError(.unreadable, notice: .incomplete(error, at: input.path))
      }
      throw overLimit(size, input)
    }
  }

  private func bytes(ofFile path: [UInt8], of input: Input) throws(InputError) -> [UInt8] {
    do throws(FileError) {
      let file = try OpenFile(path: path)
      guard file.size <= limits.bytes else { throw FileError.tooLarge }
      let bytes = try file.bytes(limit: limits.bytes + 1)
      guard bytes.count <= limits.bytes else { throw FileError.tooLarge }
      return bytes
    } catch {
      if error == .tooLarge { throw overLimit(nil, input) }
      let message = "the file could not be read (\(error)); mend its permissions or exclude it"
      throw InputError(
        .unreadable,
        notice: Notice(.incomplete, subject: input.path.display, message: message))
    }
  }

  private func overLimit(_ size: Int?, _ input: Input) -> InputError {
    let amount = size.map { "\($0) bytes" } ?? "its size"
    return InputError(
      .overLimit,
      notice: Notice(
        .incomplete, subject: input.path.display,
        message: "not scanned: \(amount) is over the limit of \(limits.bytes) bytes; raise the"
          + " limit or exclude the path"))
  }

  /// The names one a line; a line feed in a name becomes a space, so that lines stay names.
  private static func joined(_ names: [Input.Name]) -> [UInt8] {
    var text: [UInt8] = []
    for name in names {
      text += name.path.bytes.lazy.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }
}

extension Notice {
  /// The notice that an object under `path` could not be read.
  static func incomplete(_ error: GitError, at path: RepositoryPath) -> Notice {
    let subject = error.subject.isEmpty ? path.display : "\(path.display) (\(error.subject))"
    return Notice(.incomplete, subject: subject, message: error.message)
  }
}
