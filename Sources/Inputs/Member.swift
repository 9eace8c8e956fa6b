public import Findings

/// A file inside a container, by the names that lead to it.
public struct Member: Sendable, Hashable {
  /// Its own path in the container that holds it, which tells what kind of text it is.
  public let path: RepositoryPath
  /// The names from the outermost container's on, each behind `separator`.
  let trail: [UInt8]

  /// What stands between a container's path and that of a file in it.
  static let separator = Array("!/".utf8)

  /// The member called `name`, of the container that is itself the member `outer`.
  init(_ name: [UInt8], in outer: Member?) {
    path = RepositoryPath(bytes: name)
    trail = (outer?.trail ?? []) + Member.separator + Member.shown(name)
  }

  /// The path that reports give the member of the container at `path`.
  public func path(in path: RepositoryPath) -> RepositoryPath {
    RepositoryPath(bytes: path.bytes + trail)
  }

  /// `name` without what leads out of the container; blobs of an image by the start of their digest.
  ///
  /// Sources: OCI image layout, "blobs"; `docker save` before 25 names a layer's folder by its id.
  private static func shown(_ name: [UInt8]) -> [UInt8] {
    let parts = name.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    if parts.count == 3, parts[0].elementsEqual("blobs".utf8),
      parts[1].elementsEqual("sha256".utf8), isDigest(parts[2])
    {
      return Array("sha256:".utf8) + parts[2].prefix(12)
    }
    if parts.count == 2, isDigest(parts[0]) { return parts[0].prefix(12) + [0x2F] + parts[1] }
    return Array(parts.joined(separator: [UInt8(ascii: "/")]))
  }

  private static func isDigest(_ part: ArraySlice<UInt8>) -> Bool {
    part.count == 64
      && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
