extension ShellCommand {
  /// Programs that run the command behind them.
  private static let wrappers: Set<String> = [
    "sudo", "env", "command", "exec", "nohup", "time", "builtin", "doas", "nice",
  ]

  /// The words from the program's name on, behind `sudo`, `env` and the like, their flags and the
  /// variables that they set.
  public var invocation: ArraySlice<ShellWord> {
    var rest = words[...]
    while let word = rest.first, let name = word.bare, ShellCommand.wrappers.contains(name),
      rest.count > 1
    {
      rest = rest.dropFirst()
      while let word = rest.first, rest.count > 1,
        word.text.hasPrefix("-") || word.split(at: "=")?.head.bare != nil
      {
        rest = rest.dropFirst()
      }
    }
    return rest
  }

  /// The program's name without its folder; nil where it is not literal.
  public var name: String? {
    invocation.first?.literal.map { String($0.split(separator: "/").last ?? "") }
  }

  /// The words behind the name.
  public var arguments: ArraySlice<ShellWord> { invocation.dropFirst() }

  /// Whether this is the program `words[0]` with the subcommands behind it, in this order.
  ///
  /// Flags may stand between them, each with a word of its own: `kubectl -n ns create secret`.
  public func runs(_ words: String...) -> Bool {
    guard let program = words.first, name == program else { return false }
    var wanted = words.dropFirst()
    var mayBeFlagValue = false
    for argument in arguments {
      guard let next = wanted.first else { return true }
      let text = argument.text
      if argument.literal == next {
        wanted = wanted.dropFirst()
        mayBeFlagValue = false
      } else if text.hasPrefix("-") {
        mayBeFlagValue = !text.contains("=")
      } else if mayBeFlagValue {
        mayBeFlagValue = false
      } else {
        return false
      }
    }
    return wanted.isEmpty
  }

  /// The values of the flag `flag`, one for each time that it stands there: `--flag value`,
  /// `--flag=value`, and `-fvalue` for a flag of one letter.
  public func values(of flag: String) -> [ShellWord] {
    var values: [ShellWord] = []
    for (index, word) in zip(arguments.indices, arguments) {
      if word.literal == flag {
        if index + 1 < arguments.endIndex { values.append(arguments[index + 1]) }
      } else if let (head, tail) = word.split(at: "="), head.literal == flag {
        values.append(tail)
      } else if flag.utf8.count == 2, word.text.hasPrefix(flag), let rest = word.dropping(2) {
        values.append(rest)
      }
    }
    return values
  }

  /// Whether `flag` stands there, with or without a value.
  public func has(_ flag: String) -> Bool {
    arguments.contains { $0.literal == flag || $0.split(at: "=")?.head.literal == flag }
  }
}
