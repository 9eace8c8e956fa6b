/// What a file says of others, so far as its bytes tell without a reader: enough to decide whether a
/// change elsewhere needs it, and small enough to be kept by blob id.
///
/// It may claim too much, never too little: a file that is read for nothing costs time, one that is
/// left out could cost a finding. It holds no text of the file, only hashes of names.
public struct FileFacts: Sendable, Hashable {
  public var marks: Marks
  /// The roles of names that a template fills in or an alias stands for: they may be any.
  public var open: Roles
  /// Each name once: a hash in the upper 24 bits, its roles in the lower 8; ascending.
  public private(set) var names: ArraySlice<UInt32>

  public init(marks: Marks = [], open: Roles = [], names: ArraySlice<UInt32> = []) {
    self.marks = marks
    self.open = open
    self.names = names
  }

  /// What stands in a file.
  public struct Marks: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A SecretStore or ClusterSecretStore.
    public static let store = Marks(rawValue: 1)
    /// A script that writes a backup of secrets.
    public static let backup = Marks(rawValue: 2)
  }

  /// What a name is the name of.
  public struct Roles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Something that makes a Secret.
    public static let producer = Roles(rawValue: 1)
    /// Something that reads a Secret.
    public static let reference = Roles(rawValue: 2)
    public static let store = Roles(rawValue: 4)
    public static let storeReference = Roles(rawValue: 8)
    /// A ServiceAccount.
    public static let account = Roles(rawValue: 16)
    public static let accountReference = Roles(rawValue: 32)
    /// A cloud identity.
    public static let identity = Roles(rawValue: 64)

    /// The roles that a policy compares with these.
    var partners: Roles {
      var partners: Roles = []
      if contains(.producer) { partners.formUnion([.producer, .reference]) }
      if contains(.reference) { partners.insert(.producer) }
      if contains(.store) { partners.formUnion([.store, .storeReference]) }
      if contains(.storeReference) { partners.insert(.store) }
      if contains(.account) { partners.formUnion([.account, .accountReference]) }
      if contains(.accountReference) { partners.insert(.account) }
      if contains(.identity) { partners.insert(.identity) }
      return partners
    }
  }

  /// Whether a file is of a kind that has facts; no other need be read for them.
  ///
  /// - Parameter path: the file's path.
  public static func mayTell(_ path: ArraySlice<UInt8>) -> Bool {
    // A hook asks this of every file of a repository: the path is read once, from its end, and eight
    // bytes of the ending are compared at once.
    var ending: UInt64 = 0
    var count: UInt64 = 0
    var isInEnding = true
    var start = path.endIndex
    while start > path.startIndex {
      let byte = path[start - 1]
      if byte == UInt8(ascii: "/") { break }
      if isInEnding {
        if byte == UInt8(ascii: ".") {
          if endings.contains(ending) { return true }
          isInEnding = false
        } else if count == 8 {
          isInEnding = false
        } else {
          ending |= UInt64(byte | 0x20) &<< (8 &* count)
          count += 1
        }
      }
      start -= 1
    }
    return isMakefile(path[start...])
  }

  private static func isMakefile(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, [0x6D, 0x67, 0x62].contains(first | 0x20) else { return false }
    return makefiles.contains { makefile in
      name.count >= makefile.count && zip(name, makefile).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  private static let makefiles = ["makefile", "gnumakefile", "bsdmakefile"].map { Array($0.utf8) }
  /// The bytes of each, the last one lowest.
  private static let endings = [
    "yaml", "yml", "json", "tpl", "sh", "bash", "zsh", "ksh", "bats", "envrc", "mk", "md",
    "markdown", "mdx",
  ].map { $0.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }

  /// The form in which facts are kept.
  public var words: [UInt32] { [UInt32(marks.rawValue) | UInt32(open.rawValue) << 8] + names }

  /// The facts of `words`; nil where there are none.
  public init?(words: ArraySlice<UInt32>) {
    guard let first = words.first else { return nil }
    self.init(
      marks: Marks(rawValue: UInt8(truncatingIfNeeded: first)),
      open: Roles(rawValue: UInt8(truncatingIfNeeded: first >> 8)),
      names: words[(words.startIndex + 1)...])
  }

  /// The version of this form: to be raised with every change of what is found.
  public static let version: UInt32 = 2

  /// Reads the facts of a file's bytes.
  public init(_ bytes: [UInt8]) {
    self.init()
    guard let marks = FileFacts.marks(in: bytes) else { return }
    self.marks = marks
    var reader = NameReader(bytes)
    reader.read()
    if reader.kinds.contains(.store) { self.marks.insert(.store) }
    open = reader.open
    var names: [UInt32] = []
    for name in reader.names.sorted() {
      if let last = names.last, last >> 8 == name >> 8 {
        names[names.count - 1] = last | name
      } else {
        names.append(name)
      }
    }
    self.names = names[...]
  }

  /// Whether there is nothing to compare.
  var isEmpty: Bool { names.isEmpty && open.isEmpty && marks.isEmpty }

  /// The roles of all names.
  var roles: Roles {
    var roles = open
    for name in names { roles.formUnion(Roles(rawValue: UInt8(truncatingIfNeeded: name))) }
    return roles
  }

  /// Whether a policy compares what has a name here with what has the same name there.
  func sharesName(with other: FileFacts) -> Bool {
    var own = names.startIndex
    var their = other.names.startIndex
    while own < names.endIndex, their < other.names.endIndex {
      let (one, two) = (names[own], other.names[their])
      if one >> 8 == two >> 8 {
        let roles = Roles(rawValue: UInt8(truncatingIfNeeded: one))
        let theirs = Roles(rawValue: UInt8(truncatingIfNeeded: two))
        if !roles.partners.isDisjoint(with: theirs) { return true }
      }
      if one >> 8 <= two >> 8 { own += 1 } else { their += 1 }
    }
    return false
  }

  /// Words without which a file has no facts; all of them are looked for in one pass.
  private static let words: [(word: [UInt8], mark: Marks)] = {
    let words: [(String, Marks)] = [
      ("ecret", []), ("Certificate", []), ("ServiceAccount", []),
      ("azure.workload.identity/client-id", []), ("eks.amazonaws.com/role-arn", []),
      ("iam.gke.io/gcp-service-account", []), ("vault-backup.json", .backup),
    ]
    return words.map { (Array($0.0.utf8), $0.1) }
  }()

  /// For each byte, whether a word starts with it.
  private static let starts: [Bool] = {
    var starts = [Bool](repeating: false, count: 256)
    for (word, _) in words { starts[Int(word[0])] = true }
    return starts
  }()

  /// The marks that the words give, nil where none of them stands in the file.
  private static func marks(in bytes: [UInt8]) -> Marks? {
    var marks: Marks?
    let starts = FileFacts.starts
    let words = FileFacts.words
    for index in bytes.indices where starts[Int(bytes[index])] {
      for (word, mark) in words where !(marks?.contains(mark) ?? false) {
        guard word[0] == bytes[index], bytes.count - index >= word.count else { continue }
        if word.indices.allSatisfy({ bytes[index + $0] == word[$0] }) {
          marks = (marks ?? []).union(mark)
        }
      }
    }
    return marks
  }
}
