import Foundation

/// The JSON report as a user's program reads it: the keys that docs/reports.md promises.
struct ScanReport: Decodable {
  var summary: Summary
  var coverage: [String: Int]
  var notices: [Notice]
  var findings: [Finding]

  struct Summary: Decodable {
    var findings: Int
    var suppressed: Int
    var complete: Bool
    var exitStatus: Int
  }

  struct Notice: Decodable {
    var kind: String
    var subject: String
    var line: Int?
    var message: String
  }

  struct Finding: Decodable {
    var rule: String
    var fingerprint: String
    var secret: Secret?
    var occurrences: [Occurrence]
    var related: [Related]
    var history: History?

    var primary: Occurrence { occurrences[0] }
    /// The commit that brought the secret in.
    var introduced: Provenance? { history?.introduced ?? primary.commit }
  }

  struct Secret: Decodable {
    var mask: String
    /// Only under `--show-secrets`.
    var text: String?
  }

  struct Occurrence: Decodable {
    var path: String
    var uri: String
    var kind: String
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
    var commit: Provenance?
    var encoding: String?
    var container: String?

    /// `path:line:column`.
    var place: String { "\(path):\(startLine):\(startColumn)" }
  }

  struct Related: Decodable {
    var path: String
    var startLine: Int
    var message: String
  }

  struct Provenance: Decodable {
    var id: String
    var author: String
    /// ISO 8601, in UTC.
    var date: String
  }

  struct History: Decodable {
    var introduced: Provenance?
    var presentAtHead: Bool
    var removedIn: Provenance?
    var references: [String]
  }

  /// The finding whose secret is `text`; only for scans with `--show-secrets`.
  func finding(of text: String) -> Finding? { findings.first { $0.secret?.text == text } }

  /// Every finding as `path:line:column`, in the report's order.
  var places: [String] { findings.map(\.primary.place) }
}
