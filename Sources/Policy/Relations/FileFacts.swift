public import Findings

/// What a file says of others, so far as its bytes tell without a reader: enough to decide whether a
/// change elsewhere needs it, and small enough to be kept by blob id.
///
/// It may claim too much, never too little: a file that is read for nothing costs time, one that is
/// left out could cost a finding. It holds no text of the file, only hashes of names.
public struct FileFacts: Sendable, Hashable {
  public var marks: Marks
  /// Hashes of the names of Secrets, stores, accounts and identities in the file, ascending.
  public var names: [UInt32]

  public init(marks: Marks = [], names: [UInt32] = []) {
    self.marks = marks
    self.names = names
  }

  /// What stands in a file.
  public struct Marks: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Something that makes a Secret.
    public static let producer = Marks(rawValue: 1)
    /// Something that reads a Secret.
    public static let reference = Marks(rawValue: 2)
    /// A SecretStore or ClusterSecretStore.
    public static let store = Marks(rawValue: 4)
    /// A reference to a store.
    public static let storeReference = Marks(rawValue: 8)
    public static let serviceAccount = Marks(rawValue: 16)
    /// A cloud identity.
    public static let identity = Marks(rawValue: 32)
    /// A name that a template fills in or an alias stands for: it may be any.
    public static let openName = Marks(rawValue: 64)
    /// A script that writes a backup of secrets.
    public static let backup = Marks(rawValue: 128)

    static let named: Marks = [.producer, .reference, .store, .storeReference, .identity]
  }

  /// Whether the file at `path` is of a kind that has facts; no other need be read for them.
  public static func mayTell(_ path: RepositoryPath) -> Bool {
    let name = path.name
    if let first = name.first,
      first | 0x20 == UInt8(ascii: "m") || first | 0x20 == UInt8(ascii: "g"),
      FileRole(path) == .script
    {
      return true
    }
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = name[(dot + 1)...]
    return endings.contains {
      $0.count == ending.count && zip($0, ending).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  private static let endings = [
    "yaml", "yml", "json", "tpl", "sh", "bash", "zsh", "ksh", "bats", "envrc", "mk", "md",
    "markdown", "mdx",
  ].map { Array($0.utf8) }

  /// The form in which facts are kept.
  public var words: [UInt32] { [marks.rawValue] + names }

  /// The facts of `words`; nil where there are none.
  public init?(words: some Collection<UInt32>) {
    guard let first = words.first else { return nil }
    self.init(marks: Marks(rawValue: first), names: Array(words.dropFirst()))
  }

  /// The version of this form: to be raised with every change of what is found.
  public static let version: UInt32 = 1

  /// Reads the facts of a file's bytes.
  public init(_ bytes: [UInt8]) {
    self.init(marks: FileFacts.marks(in: bytes))
    guard !marks.intersection(.named.union(.serviceAccount)).isEmpty else { return }
    var reader = NameReader(bytes)
    reader.read()
    names = Set(reader.names).sorted()
    if reader.hasOpenName { marks.insert(.openName) }
  }

  /// Whether the two speak of one name.
  func sharesName(with other: FileFacts) -> Bool {
    var own = 0
    var their = 0
    while own < names.count, their < other.names.count {
      if names[own] == other.names[their] { return true }
      if names[own] < other.names[their] { own += 1 } else { their += 1 }
    }
    return false
  }

  /// Words by what they tell; all of them are looked for in one pass.
  private static let words: [(word: [UInt8], mark: Marks)] = {
    let words: [(String, Marks)] = [
      ("Secret", .producer), ("Certificate", .producer), ("secretGenerator", .producer),
      ("create secret", .producer), ("existingSecret", .reference), ("secretKeyRef", .reference),
      ("secretRef", .reference), ("secretName", .reference), ("imagePullSecrets", .reference),
      ("secret:", .reference), ("SecretStore", .store), ("ecretStoreRef", .storeReference),
      ("storeRef", .storeReference), ("ServiceAccount", .serviceAccount),
      ("serviceAccount", .serviceAccount), ("azure.workload.identity/client-id", .identity),
      ("eks.amazonaws.com/role-arn", .identity), ("iam.gke.io/gcp-service-account", .identity),
      ("vault-backup.json", .backup),
    ]
    return words.map { (Array($0.0.utf8), $0.1) }
  }()

  /// For each byte, whether a word starts with it.
  private static let starts: [Bool] = {
    var starts = [Bool](repeating: false, count: 256)
    for (word, _) in words { starts[Int(word[0])] = true }
    return starts
  }()

  private static func marks(in bytes: [UInt8]) -> Marks {
    var marks: Marks = []
    let starts = FileFacts.starts
    let words = FileFacts.words
    for index in bytes.indices where starts[Int(bytes[index])] {
      for (word, mark) in words
      where !marks.contains(mark) && bytes.count - index >= word.count && word[0] == bytes[index] {
        if word.indices.allSatisfy({ bytes[index + $0] == word[$0] }) { marks.insert(mark) }
      }
    }
    return marks
  }
}

/// Collects hashes of names: the values of keys that name something.
private struct NameReader {
  private let bytes: [UInt8]
  private(set) var names: [UInt32] = []
  private(set) var hasOpenName = false
  /// The keys around the line, by the column in which they start.
  private var parents: [(column: Int, key: Range<Int>)] = []

  /// Keys whose items have names that join nothing: of ports, variables, volumes.
  private static let others: Set<String> = [
    "ports", "containers", "initContainers", "ephemeralContainers", "env", "volumes",
    "volumeMounts", "extraEnv", "extraEnvVars", "extraVolumes", "extraVolumeMounts", "args",
    "configMapKeyRef", "configMapRef", "configMap", "labels", "matchLabels", "scaleTargetRef",
    "roleRef", "fieldRef",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      readLine(start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ line: Range<Int>) {
    var start = line.lowerBound
    while start < line.upperBound, " -\t".utf8.contains(bytes[start]) { start += 1 }
    guard start < line.upperBound, bytes[start] != UInt8(ascii: "#") else { return }
    let column = start - line.lowerBound
    while let last = parents.last, last.column >= column { parents.removeLast() }
    readCommand(start..<line.upperBound)
    var above = parents.last?.key
    var position = start
    var isFirst = true
    while let colon = bytes[position..<line.upperBound].firstIndex(of: UInt8(ascii: ":")) {
      position = colon + 1
      guard let key = key(before: colon, notBefore: start) else { continue }
      let value = value(behind: colon, until: line.upperBound)
      if isFirst {
        parents.append((column, key))
        isFirst = false
      }
      if isName(key), !isOther(above) { take(value) }
      if value.isEmpty { above = key }
    }
  }

  /// The name that `kubectl create secret KIND NAME` gives.
  private mutating func readCommand(_ line: Range<Int>) {
    let words = bytes[line].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let at = words.firstIndex(where: { $0.elementsEqual("secret".utf8) }), at > 0,
      words[at - 1].elementsEqual("create".utf8)
    else { return }
    for word in words[(at + 1)...] { take(word.startIndex..<word.endIndex) }
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

  private mutating func take(_ value: Range<Int>) {
    guard let first = value.first else { return }
    if value.contains(where: { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "$") })
      || "*>|\\".utf8.contains(bytes[first])
    {
      hasOpenName = true
      return
    }
    // FNV-1a, 32 bits (RFC 9923): two names of one hash cost a file read for nothing.
    names.append(value.reduce(0x811C_9DC5) { ($0 ^ UInt32(bytes[$1])) &* 0x0100_0193 })
  }

  private func isOther(_ key: Range<Int>?) -> Bool {
    key.map { NameReader.others.contains(String(decoding: bytes[$0], as: UTF8.self)) } ?? false
  }

  private static let endings = ["name", "secret", "client-id", "role-arn", "service-account"]
    .map { Array($0.utf8) }

  private func isName(_ key: Range<Int>) -> Bool {
    NameReader.endings.contains { ending in
      key.count >= ending.count
        && zip(bytes[key].suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
    }
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
