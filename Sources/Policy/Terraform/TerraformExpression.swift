/// A value as it is written, as far as a literal and a reference need telling apart.
public struct TerraformExpression: Sendable {
  public var kind: Kind
  /// Byte offsets in the file, with quotes and brackets.
  public var range: Range<Int>

  public indirect enum Kind: Sendable {
    /// A quoted string or a heredoc.
    case string(TerraformString)
    /// As written.
    case number(String)
    case bool(Bool)
    case null
    /// A traversal: `var.a`, `data.x.y["k"].value[*]`; its text without blanks.
    case reference(String)
    case call(name: String, arguments: [TerraformExpression])
    /// `[a, b]`.
    case list([TerraformExpression])
    /// `{a = b}`.
    case object([TerraformItem])
    /// `condition ? yes : no`.
    case conditional([TerraformExpression])
    /// Operands of unary and binary operators, a splat's or index's base; in order.
    case operation([TerraformExpression])
    /// `[for …]` and `{for …}`: the expressions in it, in order.
    case comprehension([TerraformExpression])
    /// What could not be read, or was nested too deep.
    case unreadable
  }

  /// The text of a string without interpolation, nil for anything else.
  public var literal: String? {
    guard case .string(let string) = kind, string.interpolations.isEmpty else { return nil }
    return string.text
  }

  /// The expressions directly inside this one, in order; those of interpolations included.
  public var children: [TerraformExpression] {
    switch kind {
    case .string(let string): string.interpolations.compactMap(\.expression)
    case .call(_, let inner), .list(let inner), .conditional(let inner), .operation(let inner),
      .comprehension(let inner):
      inner
    case .object(let items): items.map(\.value)
    case .number, .bool, .null, .reference, .unreadable: []
    }
  }
}

/// A quoted string or heredoc.
public struct TerraformString: Sendable {
  /// The text with escapes resolved; interpolations are left out.
  public var text: String
  /// What stands between the quotes, or the heredoc's lines; byte offsets.
  public var content: Range<Int>
  public var isHeredoc: Bool
  /// `${…}` and `%{…}`, in order.
  public var interpolations: [TerraformInterpolation]
}

/// `${…}` or `%{…}` in a string.
public struct TerraformInterpolation: Sendable {
  /// From the `$` to the `}`; byte offsets.
  public var range: Range<Int>
  /// Nil for a directive that holds none (`%{ else }`).
  public var expression: TerraformExpression?
}

/// `key = value` or `key: value` in an object.
public struct TerraformItem: Sendable {
  /// The key's text where it is a name or a plain string, else nil.
  public var key: String?
  /// Without quotes.
  public var keyRange: Range<Int>
  public var value: TerraformExpression
}
