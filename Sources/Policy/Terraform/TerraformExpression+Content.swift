extension TerraformExpression {
  /// The bytes of a string without its quotes; of anything else `range`.
  var contentRange: Range<Int> {
    if case .string(let string) = kind { return string.content }
    return range
  }
}
