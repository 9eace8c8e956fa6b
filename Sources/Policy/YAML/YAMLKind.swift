/// What a node is, by YAML 1.2's core schema (section 10.3) and by what Kubernetes takes: its
/// reader (sigs.k8s.io/yaml) also knows the booleans and octal numbers of YAML 1.1.
public enum YAMLKind: Sendable, Hashable {
  case null, bool, int, float, string, sequence, mapping

  /// - Parameter tag: resolved; it wins over what the text looks like.
  init(scalar text: String, isPlain: Bool, tag: String?) {
    switch tag {
    case "tag:yaml.org,2002:null": self = .null
    case "tag:yaml.org,2002:bool": self = .bool
    case "tag:yaml.org,2002:int": self = .int
    case "tag:yaml.org,2002:float": self = .float
    case nil where isPlain: self = YAMLKind.plain(text)
    default: self = .string
    }
  }

  private static func plain(_ text: String) -> YAMLKind {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO",
      "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N":
      return .bool
    case ".nan", ".NaN", ".NAN": return .float
    default: break
    }
    guard let first = text.utf8.first, first < UInt8(ascii: ":") else { return .string }
    var digits = Array(text.utf8)[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    if isInteger(digits) { return .int }
    return isFloat(digits) ? .float : .string
  }

  private static func isInteger(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let first = digits.first, isDigit(first) else { return false }
    let rest = digits.dropFirst(2)
    switch digits.dropFirst().first {
    case UInt8(ascii: "x") where first == UInt8(ascii: "0"):
      return !rest.isEmpty && rest.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
    case UInt8(ascii: "o") where first == UInt8(ascii: "0"),
      UInt8(ascii: "b") where first == UInt8(ascii: "0"):
      return !rest.isEmpty && rest.allSatisfy(isDigit)
    default:
      return digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
  }

  private static func isFloat(_ digits: ArraySlice<UInt8>) -> Bool {
    let infinities: [[UInt8]] = [".inf", ".Inf", ".INF"].map { Array($0.utf8) }
    if infinities.contains(where: { $0.elementsEqual(digits) }) { return true }
    var rest = digits
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return false }
    guard let exponent = rest.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
