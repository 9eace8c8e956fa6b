extension SecretRule {
  /// The PCRE2 pattern that finds the rule's secret: as written, or for a named credential what may
  /// stand between a name and its value, then the value; nil where no pattern takes part.
  ///
  /// A named credential's pattern is to be tried at the end of the name alone.
  public var expression: (text: String, isCaseless: Bool)? {
    switch matcher {
    case .pattern(let pattern, let isCaseless): (pattern, isCaseless)
    case .namedCredential(let value?):
      (SecretRule.assignment + "(?<secret>" + value + ")(?![A-Za-z0-9_-])", false)
    case .namedCredential(nil), .genericCredential, .kubernetesSecret: nil
    }
  }

  /// What languages, data formats and people put between a name and its value.
  private static let assignment =
    "(?:" + [propertyList, variableBlock, pair].joined(separator: "|") + ")"

  /// The end of a property list's key, and the start of its string (Apple, plist(5)).
  private static let propertyList = #"</key>[ \t\r\n]{0,60}<string>"#

  /// A variable's block up to the string that is its default (Terraform, "Input Variables").
  private static let variableBlock = #""[ \t]{0,8}\{[^{}]{0,300}?\bdefault[ \t]{0,24}=[ \t]{0,24}""#

  /// The name's own closing quote or bracket, a type, an operator or a `value` key, then an opening
  /// quote.
  private static let pair = [
    #"(?:\\?["'`\])}*]){0,3}[ \t]{0,24}+"#,
    #"(?::[ \t]?&?[A-Za-z_][\w.<>\[\]?*]{0,30}[ \t]?=(?![=>])"#,
    #"|=>|:=|->|\|\|=|\?\?=|[=!]==?|[=:|>,(]|\|\||\?\?|(?i:is)(?=[ \t])|,?[ \t\r\n]{0,40}(?<=[ \t\r\n])\\?["']?(?i:value)\\?["']?[ \t]{0,4}[:=])?"#,
    #"[ \t]{0,24}+(?:[|>]-?)?(?:\r?\n[ \t]{0,40})?"#,
    #"(?:[A-Za-z_][\w.]{0,30}\()?(?:\\?["'`(\[<]|(?:@|u8?|[rbf])(?=["'])){0,4}[ \t]{0,4}"#,
    #"(?:(?i:bearer|token|basic|apikey|key)[ \t:=]{1,3})?"#,
  ].joined()
}
