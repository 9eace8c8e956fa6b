/// A value with the way that leads to it: `resource "azurerm_key_vault_secret" "x"`, `value`.
public struct TerraformSite: Sendable {
  /// The blocks around it, the outermost first; without their bodies' other contents.
  public var blocks: [Header]
  /// The attribute's name, then keys of objects inside it; a list adds none.
  public var keys: [String]
  /// The last key's bytes.
  public var nameRange: Range<Int>
  public var expression: TerraformExpression

  /// A block's first line.
  public struct Header: Sendable, Hashable {
    public var type: String
    public var labels: [String]

    public init(type: String, labels: [String]) {
      self.type = type
      self.labels = labels
    }
  }

  /// The way in words: `resource.azurerm_key_vault_secret.x.value`.
  public var path: String {
    (blocks.flatMap { [$0.type] + $0.labels } + keys).joined(separator: ".")
  }
}

extension TerraformFile {
  /// Calls `visit` for each attribute of each block, and for each key of the objects in them, in
  /// the order of the body; an object's own site comes before those of its keys.
  public func forEachSite(_ visit: (TerraformSite) -> Void) {
    TerraformFile.walk(body, [], visit)
  }

  private static func walk(
    _ body: TerraformBody, _ headers: [TerraformSite.Header], _ visit: (TerraformSite) -> Void
  ) {
    for attribute in body.attributes {
      let site = TerraformSite(
        blocks: headers, keys: [attribute.name], nameRange: attribute.nameRange,
        expression: attribute.expression)
      visit(site)
      walk(attribute.expression, of: site, visit)
    }
    for block in body.blocks {
      let header = TerraformSite.Header(type: block.type, labels: block.labels.map(\.text))
      walk(block.body, headers + [header], visit)
    }
  }

  private static func walk(
    _ expression: TerraformExpression, of site: TerraformSite, _ visit: (TerraformSite) -> Void
  ) {
    guard case .object(let items) = expression.kind else {
      for child in expression.children { walk(child, of: site, visit) }
      return
    }
    for item in items {
      let inner = TerraformSite(
        blocks: site.blocks, keys: site.keys + [item.key ?? "*"], nameRange: item.keyRange,
        expression: item.value)
      visit(inner)
      walk(item.value, of: inner, visit)
    }
  }
}
