/// What a pipeline of a Go template says (text/template, "Arguments" and "Pipelines"): `a | f b` is
/// held as the call `f b a` that it is.
public indirect enum TemplateExpression: Sendable, Hashable {
  case string(String)
  /// A number, a character, `true`, `false` or `nil`.
  case constant(String)
  /// `.a.b`; `.` has no names.
  case field([String])
  /// `$x.a.b`, the name with its `$`; `$` is what the template was called with.
  case variable(String, [String])
  case call(String, [TemplateExpression])
  /// A field that takes arguments: `.Files.Get "x"`.
  case method(TemplateExpression, [TemplateExpression])
  /// `(f x).a.b`
  case chain(TemplateExpression, [String])

  /// The parts that it is made of.
  var parts: [TemplateExpression] {
    switch self {
    case .string, .constant, .field, .variable: []
    case .call(_, let arguments): arguments
    case .method(let receiver, let arguments): [receiver] + arguments
    case .chain(let base, _): [base]
    }
  }

  /// The functions called, in the order of the text's nesting, outermost first.
  public var functions: [String] {
    var own: [String] = []
    if case .call(let name, _) = self { own = [name] }
    return own + parts.flatMap(\.functions)
  }

  /// The string literals, in order.
  public var strings: [String] {
    if case .string(let text) = self { return [text] }
    return parts.flatMap(\.strings)
  }

  /// The `.Values` paths named outright: `.Values.a`, `$.Values.a`, `index .Values "a" "b"`.
  public var valuesPaths: [ValuesPath] {
    switch self {
    case .field(let names) where names.first == "Values",
      .variable("$", let names) where names.first == "Values":
      return [ValuesPath(names.dropFirst().map(ValuesPath.Component.key))]
    case .call("index", let arguments):
      guard let base = arguments.first, let path = base.valuesPaths.first else { break }
      let keys = arguments.dropFirst().map(ValuesPath.Component.init)
      return [ValuesPath(path.components + keys)]
        + arguments.dropFirst().flatMap(\.valuesPaths)
    case .chain(let base, let names):
      return base.valuesPaths.map { path in
        ValuesPath(path.components + names.map(ValuesPath.Component.key))
      }
    default: break
    }
    return parts.flatMap(\.valuesPaths)
  }
}

/// A pipeline and the variables that it sets.
public struct TemplatePipeline: Sendable, Hashable {
  /// With their `$`; two for `range $key, $value := …`.
  public var variables: [String]
  /// Whether the variables are new (`:=`).
  public var declares: Bool
  public var value: TemplateExpression
}

/// A path below `.Values`.
public struct ValuesPath: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var components: [Component]

  public enum Component: Sendable, Hashable {
    case key(String)
    /// Each item of a list, or each value of a map.
    case each

    /// An argument of `index`: a key where it is written out.
    init(_ argument: TemplateExpression) {
      if case .string(let text) = argument { self = .key(text) } else { self = .each }
    }
  }

  public init(_ components: [Component] = []) { self.components = components }

  /// As configuration writes it: `auth.users[].password`.
  public var description: String {
    components.reduce(into: "") { text, component in
      switch component {
      case .each: text += "[]"
      case .key(let key): text += text.isEmpty ? key : "." + key
      }
    }
  }

  /// The last key that is written out.
  public var lastKey: String? {
    for case .key(let key) in components.reversed() { return key }
    return nil
  }

  /// The entries of a values file that the path leads to; duplicates are all given.
  public func entries(in root: YAMLNode) -> [YAMLEntry] {
    var found: [YAMLEntry] = []
    var nodes = [root]
    for component in components {
      switch component {
      case .key(let key):
        found = nodes.flatMap { $0.allEntries(key) }
        nodes = found.map(\.value)
      case .each:
        found = nodes.flatMap(\.entries)
        nodes = nodes.flatMap { $0.isSequence ? $0.items : $0.entries.map(\.value) }
      }
    }
    return found
  }

  public static func < (left: ValuesPath, right: ValuesPath) -> Bool {
    left.description < right.description
  }
}
