/// Writes JSON (RFC 8259) as it is told, key by key, into bytes.
///
/// Keys keep the order in which they are written. Besides what RFC 8259 asks for, characters that a
/// terminal would obey (C1 controls, directional overrides, line separators) are written as `\u`
/// escapes: text from a hostile repository stays text when somebody prints the report.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether each value has its own line, indented by two spaces a level.
  private let isIndented: Bool
  /// For each open object and array, whether it has a value yet.
  private var open: [Bool] = []
  private var isBehindKey = false

  init(isIndented: Bool) { self.isIndented = isIndented }

  /// Writes an object; `body` writes its members.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    begin("{")
    body(&self)
    end("}")
  }

  /// Writes an array; `body` writes the value for each element.
  mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    begin("[")
    for element in elements { body(&self, element) }
    end("]")
  }

  mutating func string(_ text: String) {
    beginValue()
    quote(text)
  }

  mutating func integer(_ value: Int64) {
    beginValue()
    bytes += Array(String(value).utf8)
  }

  mutating func bool(_ value: Bool) {
    beginValue()
    bytes += Array((value ? "true" : "false").utf8)
  }

  mutating func null() {
    beginValue()
    bytes += Array("null".utf8)
  }

  /// Writes a member's key; its value comes next.
  mutating func key(_ name: String) {
    beginValue()
    quote(name)
    bytes += Array((isIndented ? ": " : ":").utf8)
    isBehindKey = true
  }

  /// Ends a line behind a value of the outermost level.
  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func begin(_ bracket: Unicode.Scalar) {
    beginValue()
    bytes.append(UInt8(ascii: bracket))
    open.append(false)
  }

  private mutating func end(_ bracket: Unicode.Scalar) {
    if open.removeLast() { indent() }
    bytes.append(UInt8(ascii: bracket))
  }

  private mutating func beginValue() {
    if isBehindKey {
      isBehindKey = false
      return
    }
    guard let last = open.indices.last else { return }
    if open[last] { bytes.append(UInt8(ascii: ",")) }
    open[last] = true
    indent()
  }

  private mutating func indent() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: open.count * 2)
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += Array("\\\"".utf8)
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\r": bytes += Array("\\r".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default: quote(scalar)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func quote(_ scalar: Unicode.Scalar) {
    guard scalar.isControlling else {
      bytes += Array(String(scalar).utf8)
      return
    }
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
      bytes += Array("\\u\(zeros)\(digits)".utf8)
    }
  }
}

/// Members, each a key with its value.
extension JSONWriter {
  mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(Int64(value))
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// `value`, or null where there is none.
  mutating func member(_ name: String, orNull value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  mutating func array<Elements: Sequence>(
    _ name: String, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    key(name)
    array(elements, body)
  }

  mutating func strings(_ name: String, _ elements: [String]) {
    array(name, elements) { $0.string($1) }
  }
}
