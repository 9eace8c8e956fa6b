internal import Findings

/// Where something stands, in SARIF's terms.
struct SARIFPlaces {
  /// The base of every path: the root of the repository.
  static let base = "%SRCROOT%"

  let redaction: Redaction

  /// The member `artifactLocation`.
  func artifact(_ path: RepositoryPath, into writer: inout JSONWriter) {
    writer.object("artifactLocation") { writer in
      writer.member("uri", redaction.path(path).uri)
      writer.member("uriBaseId", SARIFPlaces.base)
    }
  }

  /// The members of a place: of a file in a container, the container's path and its first line,
  /// since a region counts in the file that the path names.
  func place(of occurrence: Occurrence, into writer: inout JSONWriter) {
    artifact(occurrence.container ?? occurrence.path, into: &writer)
    let first = Region(startLine: 1, startColumn: 1, endLine: 1, endColumn: 1)
    region("region", occurrence.container == nil ? occurrence.region : first, into: &writer)
  }

  /// The member called `key`, a region: 1-based lines, and columns in UTF-16 units.
  func region(_ key: String, _ region: Region, into writer: inout JSONWriter) {
    let isOneLine = region.endLine <= region.startLine
    writer.object(key) { writer in
      writer.member("startLine", max(1, region.startLine))
      writer.member("startColumn", max(1, region.startColumn))
      writer.member("endLine", max(1, region.startLine, region.endLine))
      writer.member("endColumn", max(1, region.endColumn, isOneLine ? region.startColumn : 1))
    }
  }

  /// A `relatedLocations` element that a message can link to as `id`, its place written by `place`.
  func related(
    id: Int, message: String, into writer: inout JSONWriter,
    _ place: (inout JSONWriter) -> Void
  ) {
    writer.object { writer in
      writer.member("id", id)
      writer.object("physicalLocation") { place(&$0) }
      writer.object("message") { $0.member("text", MessageText.escaped(redaction.text(message))) }
    }
  }
}
