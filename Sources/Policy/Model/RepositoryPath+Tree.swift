import Findings

extension RepositoryPath {
  /// The folder with a `/` at its end, of a chart's template the chart's; empty at the root.
  var tree: ArraySlice<UInt8> {
    let folder = bytes.dropLast(name.count)
    let mark = RepositoryPath.templates
    for index in folder.indices where folder[index] == mark[0] {
      let isStart = index == 0 || folder[index - 1] == UInt8(ascii: "/")
      if isStart, folder[index...].starts(with: mark) { return folder[..<index] }
    }
    return folder
  }

  private static let templates = Array("templates/".utf8)
}
