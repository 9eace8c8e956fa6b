/// Builds blocks and attributes from Terraform's JSON form (Terraform, "JSON Configuration Syntax").
///
/// Which objects inside a resource are blocks only its provider's schema tells, so they stay
/// attributes whose value is an object.
struct TerraformJSON {
  let source: SourceText
  /// Whether strings hold `${…}`; those of a variables file do not.
  let readsTemplates: Bool
  var faults: [SourceFault] = []

  /// How many labels a block of each type has; every other top-level key is an attribute.
  private static let labels: [String: Int] = [
    "resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "output": 1, "module": 1,
    "provider": 1, "check": 1, "locals": 0, "terraform": 0, "moved": 0, "import": 0, "removed": 0,
  ]

  init(source: SourceText, readsTemplates: Bool) {
    self.source = source
    self.readsTemplates = readsTemplates
  }

  mutating func body(of root: JSONNode) -> TerraformBody {
    var body = TerraformBody(attributes: [], blocks: [], range: root.range)
    guard case .object(let members) = root.kind else { return body }
    for member in members {
      if readsTemplates, let count = TerraformJSON.labels[member.key] {
        let block = TerraformBlock(
          type: member.key, typeRange: member.keyRange, labels: [],
          body: TerraformBody(attributes: [], blocks: [], range: member.value.range),
          range: member.keyRange.lowerBound..<member.value.range.upperBound)
        addBlocks(block, labels: count, from: member.value, to: &body)
      } else {
        body.attributes.append(attribute(member))
      }
    }
    return body
  }

  /// Adds a block for each way of `labels` keys into `node`; a list stands for several blocks.
  private mutating func addBlocks(
    _ block: TerraformBlock, labels: Int, from node: JSONNode, to body: inout TerraformBody
  ) {
    switch node.kind {
    case .array(let nodes):
      for node in nodes { addBlocks(block, labels: labels, from: node, to: &body) }
    case .object(let members) where labels > 0:
      for member in members {
        var inner = block
        inner.labels.append(TerraformLabel(text: member.key, range: member.keyRange))
        addBlocks(inner, labels: labels - 1, from: member.value, to: &body)
      }
    case .object(let members):
      var full = block
      full.body.range = node.range
      full.body.attributes = members.filter { $0.key != "//" }.map { attribute($0) }
      full.range = block.range.lowerBound..<node.range.upperBound
      body.blocks.append(full)
    default:
      break
    }
  }

  private mutating func attribute(_ member: JSONMember) -> TerraformAttribute {
    TerraformAttribute(
      name: member.key, nameRange: member.keyRange, expression: expression(member.value))
  }

  private mutating func expression(_ node: JSONNode) -> TerraformExpression {
    let kind: TerraformExpression.Kind =
      switch node.kind {
      case .string(let text): string(text, node)
      case .number(let digits): .number(digits)
      case .bool(let value): .bool(value)
      case .null: .null
      case .array(let nodes): .list(nodes.map { expression($0) })
      case .object(let members):
        .object(
          members.map {
            TerraformItem(key: $0.key, keyRange: $0.keyRange, value: expression($0.value))
          })
      }
    return TerraformExpression(kind: kind, range: node.range)
  }

  /// A string's template is read where it stands; JSON's own escapes in one are left as they are.
  private mutating func string(_ text: String, _ node: JSONNode) -> TerraformExpression.Kind {
    let content = node.content
    let plain = TerraformString(
      text: text, content: content, isHeredoc: false, interpolations: [])
    guard readsTemplates, text.utf8.contains(ascii("{")) else { return .string(plain) }
    var reader = HCLReader(source)
    reader.position = content.lowerBound
    reader.end = content.upperBound
    let template = reader.readTemplate()
    guard !template.interpolations.isEmpty else { return .string(plain) }
    // "${var.a}" alone is the expression itself.
    if template.interpolations.count == 1, template.interpolations[0].range == content,
      let expression = template.interpolations[0].expression
    {
      return expression.kind
    }
    return .string(template)
  }
}
