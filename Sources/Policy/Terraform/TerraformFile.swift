/// A Terraform file: blocks and attributes with their places, read from HCL or from its JSON form.
///
/// HCL as in hashicorp/hcl, "HCL Native Syntax Specification" and "HCL JSON Syntax Specification";
/// what a name means (a variable, a resource) is Terraform's and left to the checks.
public struct TerraformFile: Sendable {
  /// The top level: blocks in `*.tf`, attributes in `*.tfvars`.
  public var body: TerraformBody
  /// `#`, `//` and `/* */`, as byte offsets.
  public var comments: [Range<Int>]
  public var faults: [SourceFault]
}

/// What stands between a block's braces, or in a whole file. Ranges are byte offsets in the file.
public struct TerraformBody: Sendable {
  public var attributes: [TerraformAttribute]
  public var blocks: [TerraformBlock]
  public var range: Range<Int>
}

/// `type "label" "label" { … }`.
public struct TerraformBlock: Sendable {
  public var type: String
  public var typeRange: Range<Int>
  public var labels: [TerraformLabel]
  public var body: TerraformBody
  /// From the type to the closing brace.
  public var range: Range<Int>

  /// The attribute called `name` in this block itself.
  public func attribute(_ name: String) -> TerraformAttribute? {
    body.attributes.first { $0.name == name }
  }
}

/// A block's label, quoted or not.
public struct TerraformLabel: Sendable, Hashable {
  public var text: String
  /// Without the quotes.
  public var range: Range<Int>
}

/// `name = expression`.
public struct TerraformAttribute: Sendable {
  public var name: String
  public var nameRange: Range<Int>
  public var expression: TerraformExpression
}
