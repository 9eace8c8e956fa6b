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

  /// A `relatedLocations` element that a message can link to as `id`.
  func related(
    id: Int, _ path: RepositoryPath, _ region: Region, message: String,
    into writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("id", id)
      writer.object("physicalLocation") { writer in
        artifact(path, into: &writer)
        self.region("region", region, into: &writer)
      }
      writer.object("message") { $0.member("text", MessageText.escaped(redaction.text(message))) }
    }
  }
}
