internal import Archive
public import Findings
internal import Git

extension ContainerWalk {
  /// Gives each file in the container that `bytes` are to `visit`; nil where they are none.
  ///
  /// - Parameters:
  ///   - path: where the bytes come from.
  ///   - excludes: patterns for the paths that reports give members.
  public static func files(
    in bytes: Span<UInt8>, at path: RepositoryPath, limits: InputLimits, excludes: PathGlobs,
    visit: Visitor
  ) -> Tally? {
    guard let format = ArchiveFormat(bytes) else { return nil }
    var walk = ContainerWalk(path: path, size: bytes.count, limits: limits, excludes: excludes)
    walk.walk(bytes, as: format, visit: visit)
    return walk.tally
  }

  /// Gives each file in `input`, one on disk that is over the size limit, to `visit`: only what it
  /// holds must keep to that. Nil where it is no container.
  public static func files(
    inLarge input: Input, limits: InputLimits, excludes: PathGlobs, visit: Visitor
  ) -> Tally? {
    guard case .file(let location) = input.content, let opened = try? OpenFile(path: location),
      let start = try? opened.bytes(limit: ArchiveFormat.sample),
      let format = ArchiveFormat(start.span)
    else { return nil }
    var walk = ContainerWalk(
      path: input.path, size: opened.size, limits: limits, excludes: excludes)
    walk.walk(file: location, as: format, visit: visit)
    return walk.tally
  }

  /// Whether `bytes` are an archive of a format that is not opened.
  public static func isClosed(_ bytes: Span<UInt8>) -> Bool { ClosedFormat.matches(bytes) }
}
