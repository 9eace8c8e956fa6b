import Findings

/// Collects the names in a file, by hash, with what they name: the values of keys that name something,
/// line by line. A template, which is no YAML yet, is read the same way.
struct NameReader {
  private let bytes: [UInt8]
  /// What the file's objects are: producers, stores, accounts.
  private(set) var kinds: FileFacts.Roles = []
  /// The names in the order of the file, in the form of `FileFacts.names`; some more than once.
  private(set) var names: [UInt32] = []
  /// The roles of names that are not written here.
  private(set) var open: FileFacts.Roles = []
  /// Names of the file's objects, which may stand before the kind does.
  private var own: [Place] = []
  /// The keys around the line, by the column in which they start.
  private var parents: [Place] = []

  /// Where a key or a value stands. (An array of ranges or tuples costs a hook the time in which the
  /// runtime makes up its type.)
  private struct Place {
    /// Bytes from the start of the line.
    var column = 0
    var range: Range<Int>
  }

  /// Keys whose items have names that join nothing: of ports, variables, volumes.
  private static let others: Set<String> = [
    "ports", "containers", "initContainers", "ephemeralContainers", "env", "volumes",
    "volumeMounts", "extraEnv", "extraEnvVars", "extraVolumes", "extraVolumeMounts", "args",
    "configMapKeyRef", "configMapRef", "configMap", "labels", "matchLabels", "scaleTargetRef",
    "roleRef", "fieldRef",
  ]

  /// Keys under which a name is that of a Secret to read, in lower case.
  private static let readers: Set<String> = [
    "secretkeyref", "secretref", "secret", "imagepullsecrets", "existingsecret",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      readLine(start..<end)
      start = end + 1
    }
    for value in own where !kinds.isEmpty { take(value.range, kinds) }
  }

  private mutating func readLine(_ line: Range<Int>) {
    var start = line.lowerBound
    while start < line.upperBound, " -\t".utf8.contains(bytes[start]) { start += 1 }
    guard start < line.upperBound, bytes[start] != UInt8(ascii: "#") else { return }
    let column = start - line.lowerBound
    while let last = parents.last, last.column >= column { parents.removeLast() }
    readCommand(start..<line.upperBound)
    var above = parents.last?.range
    var position = start
    var isFirst = true
    while let colon = bytes[position..<line.upperBound].firstIndex(of: UInt8(ascii: ":")) {
      position = colon + 1
      guard let key = key(before: colon, notBefore: start) else { continue }
      let value = value(behind: colon, until: line.upperBound)
      if isFirst {
        parents.append(Place(column: column, range: key))
        isFirst = false
      }
      readPair(key, value, below: above)
      if value.isEmpty { above = key }
    }
  }

  private mutating func readPair(_ key: Range<Int>, _ value: Range<Int>, below above: Range<Int>?) {
    let name = String(decoding: bytes[key], as: UTF8.self)
    let parent = above.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    if name == "kind" {
      if !NameReader.isStoreReference(parent) { readKind(value) }
    } else if name == "secretGenerator" {
      kinds.insert(.producer)
    } else if let roles = NameReader.roles(of: name.lowercased(), below: parent) {
      take(value, roles)
      if NameReader.mayBeOwn(name.lowercased(), below: parent) { own.append(Place(range: value)) }
    }
  }

  private mutating func readKind(_ value: Range<Int>) {
    let kind = String(decoding: bytes[value], as: UTF8.self)
    if kind.hasSuffix("SecretStore") {
      kinds.insert(.store)
    } else if kind == "ServiceAccount" {
      kinds.insert(.account)
    } else if kind.contains("Secret") || kind == "Certificate" {
      kinds.insert(.producer)
    }
  }

  private static let storeReference = ByteSearch("storeref", foldsCase: true)

  private static func isStoreReference(_ key: String) -> Bool {
    storeReference.isFound(in: key.utf8.span)
  }

  /// The roles that the value of `key`, which is in lower case, has besides that of an object's name;
  /// nil where it names nothing that a policy compares.
  private static func roles(of key: String, below parent: String) -> FileFacts.Roles? {
    if key.hasSuffix("client-id") || key.hasSuffix("role-arn") || key.hasSuffix("service-account") {
      return .identity
    }
    if key.hasSuffix("serviceaccountname") { return .accountReference }
    if key.hasSuffix("secret") || key.hasSuffix("secretname") { return .reference }
    guard key.hasSuffix("name"), !others.contains(parent) else { return nil }
    if isStoreReference(parent) { return .storeReference }
    let lowered = parent.lowercased()
    if readers.contains(lowered) { return .reference }
    if lowered.hasPrefix("serviceaccount") { return .accountReference }
    return lowered == "metadata" || lowered == "target" ? [] : .reference
  }

  /// Whether the value may be the name of what the file makes.
  private static func mayBeOwn(_ key: String, below parent: String) -> Bool {
    guard key.hasSuffix("name") else { return false }
    return !isStoreReference(parent) && !readers.contains(parent.lowercased())
  }

  /// The name that `kubectl create secret KIND NAME` gives.
  private mutating func readCommand(_ line: Range<Int>) {
    let words = bytes[line].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let at = words.firstIndex(where: { $0.elementsEqual("secret".utf8) }), at > 0,
      words[at - 1].elementsEqual("create".utf8)
    else { return }
    for word in words[(at + 1)...] { take(word.startIndex..<word.endIndex, .producer) }
  }

  private func key(before colon: Int, notBefore start: Int) -> Range<Int>? {
    var end = colon
    if end > start, isQuote(bytes[end - 1]) { end -= 1 }
    var first = end
    while first > start, isWord(bytes[first - 1]) { first -= 1 }
    return first < end ? first..<end : nil
  }

  /// The text behind a colon: what is quoted, else to a blank or a bracket.
  private func value(behind colon: Int, until end: Int) -> Range<Int> {
    var first = colon + 1
    while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
    if first < end, bytes[first] == UInt8(ascii: "&") {
      while first < end, bytes[first] != UInt8(ascii: " ") { first += 1 }
      while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
    }
    if first < end, isQuote(bytes[first]) {
      let quote = bytes[first]
      let last = bytes[(first + 1)..<end].firstIndex(of: quote) ?? end
      return (first + 1)..<last
    }
    var last = first
    while last < end, !" \t\r,[]{}".utf8.contains(bytes[last]) || isTemplate(at: last) { last += 1 }
    return first..<last
  }

  private func isTemplate(at index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "{") && index + 1 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "{")
  }

  private mutating func take(_ value: Range<Int>, _ roles: FileFacts.Roles) {
    guard let first = value.first, !roles.isEmpty else { return }
    if value.contains(where: { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "$") })
      || "*>|\\".utf8.contains(bytes[first])
    {
      open.formUnion(roles)
      return
    }
    // FNV-1a, 32 bits (RFC 9923), of which 24 are kept: two names of one hash cost a file read for
    // nothing.
    let hash = value.reduce(0x811C_9DC5) { ($0 ^ UInt32(bytes[$1])) &* 0x0100_0193 }
    names.append((hash ^ hash >> 24) << 8 | UInt32(roles.rawValue))
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./".utf8.contains(byte)
    }
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
