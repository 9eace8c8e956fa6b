import Findings

/// What `helm template` wrote for a request.
public struct RenderedChart: Sendable {
  public let request: RenderRequest
  /// By template, in the order of the output.
  let files: [(path: RepositoryPath, bytes: [UInt8])]

  /// The names to render under. What a release and its namespace are called is decided where it is
  /// installed, so both are placeholders in what is read, as an action of a template would be.
  public static let release = "shrike-release"
  public static let namespace = "shrike-namespace"

  /// - Parameters:
  ///   - output: what helm wrote; each document begins with `# Source: chart/templates/a.yaml`.
  public init(_ request: RenderRequest, output: [UInt8]) {
    self.request = request
    var order: [RepositoryPath] = []
    var texts: [RepositoryPath: [UInt8]] = [:]
    for (path, text) in RenderedChart.documents(of: output) {
      let path = RepositoryPath(
        bytes: request.chart.bytes + (request.chart.bytes.isEmpty ? [] : [slash])
          + Array(path.split(separator: slash).dropFirst().joined(separator: [slash])))
      if texts[path] == nil { order.append(path) }
      texts[path, default: []] += Array("---\n".utf8) + text
    }
    files = order.map { ($0, RenderedChart.masked(texts[$0] ?? [])) }
  }

  private static func documents(
    of output: [UInt8]
  ) -> [(path: ArraySlice<UInt8>, text: ArraySlice<UInt8>)] {
    let mark = Array("---\n# Source: ".utf8)
    var starts: [Int] = []
    var index = 0
    while index + mark.count <= output.count {
      if index == 0 || output[index - 1] == lineFeed,
        output[index..<(index + mark.count)].elementsEqual(mark)
      {
        starts.append(index)
        index += mark.count
      }
      index = output[index...].firstIndex(of: lineFeed).map { $0 + 1 } ?? output.count
    }
    return zip(starts, starts.dropFirst() + [output.count]).map { start, end in
      let name = output[(start + mark.count)..<end]
      let line = name.firstIndex(of: lineFeed) ?? end
      return (output[(start + mark.count)..<line], output[min(line + 1, end)..<end])
    }
  }

  /// The text with placeholders, of the same length, for the names that only an installation knows.
  private static func masked(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for name in [release, namespace] {
      let name = Array(name.utf8)
      let mask = Array("__T".utf8) + Array(repeating: UInt8(ascii: "_"), count: name.count - 3)
      var index = text.startIndex
      while let found = text[index...].firstIndex(of: name[0]), found + name.count <= text.count {
        let range = found..<(found + name.count)
        if text[range].elementsEqual(name) { text.replaceSubrange(range, with: mask) }
        index = found + 1
      }
    }
    return text
  }
}

private let slash = UInt8(ascii: "/")
private let lineFeed = UInt8(ascii: "\n")
