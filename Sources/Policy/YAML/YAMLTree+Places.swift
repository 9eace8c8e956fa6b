internal import YAMLEvents

extension YAMLTree {
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Where a node's content starts behind its anchor and tag, in any order.
  static func contentStart(in bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        while index < limit, !isBlank(bytes[index]) { index += 1 }
      } else if byte == UInt8(ascii: "#") {
        while index < limit, bytes[index] != 0x0A { index += 1 }
      } else if isBlank(byte) {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  /// A problem of the parser as a fault of the file, with what people ask first: is it a tab?
  static func fault(
    _ problem: YAMLProblem, base: Int, bytes: [UInt8], lines: TextLines
  ) -> YAMLFault {
    let offset = min(base + problem.mark.offset, bytes.count)
    let line = lines.line(of: offset)
    var start = lines.start(of: line)
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    let isTab = problem.kind == .syntax && start < bytes.count && bytes[start] == 0x09
    return YAMLFault(
      line: line,
      message: isTab
        ? "a tab indents this line, where YAML takes only spaces"
        : problem.message)
  }
}
