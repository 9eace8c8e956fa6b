/// What the functions of Go templates, Sprig and Helm do to where a value comes from.
enum TemplateFunctions {
  /// What a call gives, by what its arguments are.
  static func result(
    _ name: String, _ arguments: [TemplateExpression], _ values: [TemplateValue]
  ) -> TemplateValue {
    switch effect(of: name) {
    case .nothing: .unknown
    case .last: values.last ?? .unknown
    case .first: values.first ?? .unknown
    case .any: values.reduce(.unknown) { $0.union($1) }
    case .element: (values.last ?? .unknown).element
    case .derived: values.reduce(.unknown) { $0.union($1.derived) }
    case .choice: values.prefix(2).reduce(.unknown) { $0.union($1) }
    case .dictionary: dictionary(arguments, values)
    case .path: zip(arguments, values).dropFirst().reduce(values.first ?? .unknown, step)
    case .dig: dig(arguments, values)
    }
  }

  private enum Effect {
    /// Its result says nothing of what it was made from.
    case nothing
    /// Its last or its first argument, in another form.
    case last, first
    /// One of its arguments.
    case any
    case element
    /// Made of all its arguments.
    case derived
    /// One of the first two arguments.
    case choice
    case dictionary
    /// What the keys behind the first argument lead to.
    case path
    case dig
  }

  private static func effect(of name: String) -> Effect { effects[name] ?? .derived }

  private static let effects: [String: Effect] = {
    let names: [(Effect, String)] = [
      (
        .nothing,
        """
        eq ne lt le gt ge not empty hasKey contains hasPrefix hasSuffix kindIs kindOf typeIs typeOf
        typeIsLike len has semver semverCompare regexMatch mustRegexMatch deepEqual fail lookup now
        uuidv4 randAlphaNum randAlpha randNumeric randAscii randBytes randInt genCA genSelfSignedCert
        genSignedCert genCAWithKey genPrivateKey sha1sum sha256sum sha512sum adler32sum isAbs
        """
      ),
      (
        .last,
        """
        quote squote toString toYaml toYamlPretty toJson toPrettyJson toRawJson toToml fromYaml
        fromYamlArray fromJson fromJsonArray indent nindent trim trimAll trimSuffix trimPrefix
        trunc abbrev nospace lower upper title untitle b64enc b64dec b32enc b32dec required replace
        deepCopy mustDeepCopy int int64 float64 toDecimal sortAlpha uniq compact reverse mustUniq
        mustCompact html js urlquery toStrings
        """
      ),
      (.first, "tpl pick omit set unset"),
      (
        .any,
        "default coalesce and or list tuple concat append prepend mustAppend merge mustMerge mergeOverwrite mustMergeOverwrite"
      ),
      (.element, "first last initial rest values"),
      (.choice, "ternary"), (.dictionary, "dict"), (.path, "index get"), (.dig, "dig"),
    ]
    var effects: [String: Effect] = [:]
    for (effect, words) in names {
      for word in words.split(whereSeparator: \.isWhitespace) { effects[String(word)] = effect }
    }
    return effects
  }()

  private static func dictionary(
    _ arguments: [TemplateExpression], _ values: [TemplateValue]
  ) -> TemplateValue {
    var result = TemplateValue()
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      if case .string(let key) = arguments[index] { result.fields[key] = values[index + 1] }
    }
    return result
  }

  private static func step(
    _ value: TemplateValue, _ argument: (TemplateExpression, TemplateValue)
  ) -> TemplateValue {
    if case .string(let key) = argument.0 { return value.field(key) }
    return value.element
  }

  /// `dig "a" "b" default map`
  private static func dig(
    _ arguments: [TemplateExpression], _ values: [TemplateValue]
  ) -> TemplateValue {
    guard arguments.count > 2, let map = values.last else { return .unknown }
    let found = zip(arguments, values).dropLast(2).reduce(map, step)
    return found.union(values[values.count - 2])
  }
}
