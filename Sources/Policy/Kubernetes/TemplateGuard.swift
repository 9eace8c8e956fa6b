/// What a template's condition asks before it makes a Secret of its own.
enum TemplateGuard {
  /// Whether a condition around the byte at `offset` lets an existing Secret take the place of what
  /// stands there: it asks for `existingSecret` or a switch such as `create`.
  static func isReplaceable(_ offset: Int, in template: TemplateFile) -> Bool {
    var block = template.block(around: offset)
    while let index = block {
      let opener = template.actions[index]
      if opener.kind == .condition || opener.kind == .with, asks(opener) { return true }
      let branches = template.actions(
        in: opener.range.upperBound..<max(offset, opener.range.upperBound))
      for branch in branches {
        let action = template.actions[branch]
        if action.kind == .elseBranch, action.parent == index, asks(action) { return true }
      }
      block = opener.parent
    }
    return false
  }

  private static func asks(_ action: TemplateAction) -> Bool {
    guard let expression = action.expression?.value else { return false }
    return expression.readNames.contains(where: isSwitch)
      || expression.functions.contains { $0 == "include" }
        && expression.strings.contains { isSwitch([String($0.split(separator: ".").last ?? "")]) }
  }

  private static func isSwitch(_ names: [String]) -> Bool {
    guard let last = names.last?.lowercased() else { return false }
    if last.contains("existing"), last.contains("secret") { return true }
    if ["create", "secretref"].contains(last) || last.hasSuffix("secretname") { return true }
    if last.hasPrefix("create"), last.contains("secret") { return true }
    guard last == "enabled", let owner = names.dropLast().last?.lowercased() else { return false }
    return owner == "externalsecrets" || owner.contains("secret") && owner.contains("create")
  }
}
