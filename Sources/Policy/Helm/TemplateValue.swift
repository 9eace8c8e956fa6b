/// What is known, without running anything, of a value in a template: where it may come from.
public struct TemplateValue: Sendable, Hashable {
  /// The values keys that feed it, sorted.
  public var paths: [ValuesPath] = []
  /// String literals that it may be: a `default`, a branch of `ternary`. Sorted.
  public var literals: [String] = []
  /// Whether a Secret of the cluster gives it where there is one: `lookup`, or a helper that keeps.
  var isKept = false
  /// Whether it may be the chart's root object, which `.Values` is a field of.
  var isRoot = false
  /// The fields of a `dict`.
  var fields: [String: TemplateValue] = [:]

  /// How many paths and literals one value keeps: helpers that write all labels have many.
  private static let limit = 64

  static let unknown = TemplateValue()
  static let root = TemplateValue(isRoot: true)

  /// What either of two values may be.
  func union(_ other: TemplateValue) -> TemplateValue {
    if self == .unknown || self == other { return other }
    if other == .unknown { return self }
    return TemplateValue(
      paths: TemplateValue.merge(paths, other.paths),
      literals: TemplateValue.merge(literals, other.literals), isKept: isKept || other.isKept,
      isRoot: isRoot || other.isRoot,
      fields: fields.merging(other.fields) { $0.union($1) })
  }

  private static func merge<Element: Comparable & Hashable>(
    _ left: [Element], _ right: [Element]
  ) -> [Element] {
    if right.isEmpty || left == right { return left }
    return Array(Set(left).union(right).sorted().prefix(limit))
  }

  /// The value of a field.
  func field(_ name: String) -> TemplateValue {
    var value = fields[name] ?? .unknown
    value.isKept = value.isKept || isKept
    if isRoot, name == "Values" { value.paths = TemplateValue.merge(value.paths, [ValuesPath()]) }
    let below = paths.map { ValuesPath($0.components + [.key(name)]) }
    value.paths = TemplateValue.merge(value.paths, below)
    return value
  }

  /// Any item of a list, or any value of a map.
  var element: TemplateValue {
    var value = TemplateValue(paths: paths.map { ValuesPath($0.components + [.each]) })
    value.literals = literals
    value.isKept = isKept
    return fields.values.reduce(value) { $0.union($1) }
  }

  /// The value as text made of it: what it may be is lost, where it comes from is not.
  var derived: TemplateValue {
    let own = TemplateValue(paths: paths, isKept: isKept)
    return fields.values.reduce(own) { $0.union($1.derived) }
  }
}
