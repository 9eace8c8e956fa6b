public import Findings
public import Git

extension InputReader {
  /// The lines of `input` that count, nil where all do: without anything before it, and for binary
  /// content.
  ///
  /// A line counts when it is added against every one of the blobs that stood there before. One
  /// that cannot be read is left aside, so that more counts and not less.
  ///
  /// - Throws: where the input's own blob cannot be read.
  public func addedLines(of input: Input) throws(InputError) -> AddedLines? {
    guard let addition = input.addition, case .blob(let id) = input.content else { return nil }
    var lines: AddedLines?
    for previous in addition.previous {
      guard let added = try ranges(from: previous, to: id, of: input) else { continue }
      lines =
        lines.map { AddedLines(ranges: $0.ranges.intersection(with: added)) }
        ?? AddedLines(ranges: added)
    }
    return lines
  }

  /// The lines of `input` that the file at the same path in `commit` does not have; all of them
  /// where it has no such file, or `commit` is nil.
  ///
  /// - Throws: where either version cannot be read.
  public func lines(
    of input: Input, addedSince commit: ObjectID?
  ) throws(InputError) -> AddedLines {
    let all = AddedLines(ranges: [1...Int.max])
    guard let commit, case .blob(let id) = input.content else { return all }
    switch repository {
    case .none: preconditionFailure("a plan with objects has a repository")
    case .some(let repository):
      do throws(GitError) {
        guard let old = try repository.blob(at: input.path.bytes, in: commit) else { return all }
        return try repository.addedLines(from: old, to: id).map { AddedLines(ranges: $0) } ?? all
      } catch {
        throw InputError(.unreadable, notice: .incomplete(error, at: input.path))
      }
    }
  }

  private func ranges(
    from old: ObjectID, to new: ObjectID, of input: Input
  ) throws(InputError) -> [ClosedRange<Int>]? {
    switch repository {
    case .none: preconditionFailure("a plan with objects has a repository")
    case .some(let repository):
      do throws(GitError) {
        return try repository.addedLines(from: old, to: new)
      } catch {
        guard error.subject == new.hex else { return nil }
        throw InputError(.unreadable, notice: .incomplete(error, at: input.path))
      }
    }
  }
}

extension [ClosedRange<Int>] {
  /// What is in a range of this and in one of `other`, both in ascending order.
  func intersection(with other: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var shared: [ClosedRange<Int>] = []
    var rest = other[...]
    for range in self {
      while let next = rest.first, next.upperBound < range.lowerBound { rest.removeFirst() }
      for next in rest {
        if next.lowerBound > range.upperBound { break }
        shared.append(next.clamped(to: range))
      }
    }
    return shared
  }
}
