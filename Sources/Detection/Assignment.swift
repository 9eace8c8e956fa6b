/// `name operator value` in any of the languages that repositories hold.
struct Assignment {
  /// The name, without quotes; byte offsets.
  var key: Range<Int>
  /// The value, without its quotes.
  var value: Range<Int>
  /// Whether the value stood in quotes, or between XML tags.
  var isDelimited: Bool
  /// The function that the value is handed to before it is assigned (`Some("…")`), if there is one.
  var callee: Range<Int> = 0..<0
  /// Whether the name and value are compared and not assigned.
  var isComparison = false
  /// Whether the operator only separates arguments (`put("password", "…")`).
  var isArgument = false
  /// Whether the operator is a colon.
  var isColon = false
  /// Whether the whole pair stands in a string, a query or a connection string.
  var isEmbedded = false
  /// Whether the value is the first of a list.
  var isListed = false
  /// Whether the value is the text of an XML element, or stands in an attribute beside the name's.
  var isMarkup = false
}
