import Findings
import Testing

@testable import Policy

@Suite struct TerraformTests {
  private func read(_ text: String, path: String = "main.tf") throws -> TerraformFile {
    try #require(TerraformFile(source(text, path: path)))
  }

  private func sites(_ file: TerraformFile) -> [TerraformSite] {
    var sites: [TerraformSite] = []
    file.forEachSite { sites.append($0) }
    return sites
  }

  private func expression(_ text: String) throws -> TerraformExpression {
    let file = try read("a = " + text + "\nafter = 1\n")
    #expect(file.faults.isEmpty, "\(file.faults)")
    #expect(file.body.attributes.map(\.name) == ["a", "after"])
    return try #require(file.body.attributes.first).expression
  }

  @Test func walksBlocksAndNestedObjects() throws {
    let text = """
      # a vault's secret
      resource "azurerm_key_vault_secret" "x" {
        name  = "app" // why
        value = "plain-text"
        tags  = { env = "prod", "owner" : var.owner }
        lifecycle {
          ignore_changes = [value]
        }
      }
      variable pass { default = "" }
      """
    let file = try read(text)
    #expect(file.faults.isEmpty)
    #expect(
      sites(file).map(\.path) == [
        "resource.azurerm_key_vault_secret.x.name", "resource.azurerm_key_vault_secret.x.value",
        "resource.azurerm_key_vault_secret.x.tags",
        "resource.azurerm_key_vault_secret.x.tags.env",
        "resource.azurerm_key_vault_secret.x.tags.owner",
        "resource.azurerm_key_vault_secret.x.lifecycle.ignore_changes", "variable.pass.default",
      ])
    let value = sites(file)[1]
    #expect(value.expression.literal == "plain-text")
    #expect(source(text).text(of: value.expression.range) == "\"plain-text\"")
    #expect(source(text).text(of: value.nameRange) == "value")
    #expect(source(text).line(of: value.nameRange.lowerBound) == 4)
    #expect(file.comments.map { source(text).text(of: $0) } == ["# a vault's secret", "// why"])
    #expect(file.body.blocks[0].attribute("name")?.expression.literal == "app")
  }

  @Test func tellsKindsApart() throws {
    guard
      case .reference("var.env_secrets[each.key].value[*].id") =
        try expression("var.env_secrets[each.key].value[*].id").kind
    else {
      Issue.record("no reference")
      return
    }
    guard case .number("-1.5e+3") = try expression("-1.5e+3").kind,
      case .bool(true) = try expression("true").kind, case .null = try expression("null").kind
    else {
      Issue.record("no scalar")
      return
    }
    guard case .call("file", let arguments) = try expression("file(\"a/b\")").kind else {
      Issue.record("no call")
      return
    }
    #expect(arguments.map(\.literal) == ["a/b"])
    guard case .list(let items) = try expression("[\n\"a\", # c\n  var.b,\n]").kind else {
      Issue.record("no list")
      return
    }
    #expect(items.map(\.literal) == ["a", nil])
  }

  @Test func findsLiteralsInConditionsAndOperations() throws {
    let condition = try expression("var.x != \"\" ? var.x : (\"fallback\")")
    guard case .conditional(let parts) = condition.kind else {
      Issue.record("no condition")
      return
    }
    #expect(parts.map(\.literal) == [nil, nil, "fallback"])
    guard case .operation(let operands) = try expression("!a && b == \"k\"").kind else {
      Issue.record("no operation")
      return
    }
    #expect(operands.last?.literal == "k")
  }

  @Test func tellsALiteralFromATemplate() throws {
    #expect(try expression(#""a\n\"q\" \u00e9 $${x} %%{y}""#).literal == "a\n\"q\" é ${x} %{y}")
    let template = try expression(#""pre-${upper("in${var.b}")}-${~ c ~}-post""#)
    guard case .string(let string) = template.kind else {
      Issue.record("no string")
      return
    }
    #expect(template.literal == nil)
    #expect(string.text == "pre---post")
    #expect(string.interpolations.count == 2)
    guard case .call("upper", let arguments)? = string.interpolations[0].expression?.kind,
      case .string(let inner) = arguments[0].kind
    else {
      Issue.record("no call inside")
      return
    }
    #expect(inner.text == "in")
    #expect(inner.interpolations.count == 1)
  }

  @Test func readsHeredocs() throws {
    let indented = try expression("<<-EOT\n    one\n      two ${var.x}\n    EOT")
    guard case .string(let string) = indented.kind else {
      Issue.record("no heredoc")
      return
    }
    #expect(string.isHeredoc)
    #expect(string.text == "one\n  two \n")
    #expect(string.interpolations.count == 1)
    #expect(try expression("<<EOT\n  {\"a\": \"}\"}\nEOT").literal == "  {\"a\": \"}\"}\n")
    #expect(try expression("jsonencode({ a = <<E\nx\nE\n})").children.count == 1)
  }

  @Test func readsComprehensions() throws {
    let loop = try expression("{ for k, v in var.m : k => \"lit-${v}\" if v != null }")
    guard case .comprehension(let parts) = loop.kind else {
      Issue.record("no comprehension")
      return
    }
    #expect(parts.contains { if case .string = $0.kind { true } else { false } })
    guard case .comprehension = try expression("[for s in x : upper(s)]").kind else {
      Issue.record("no list comprehension")
      return
    }
  }

  @Test func readsOnBehindFaults() throws {
    let file = try read(
      """
      resource "a" "b" {
        good = 1
        = 2
        open = "never closed
        next = "read"
        odd words here
      }
      }
      after = "x"
      locals {
      """)
    #expect(file.faults.map(\.line) == [3, 4, 6, 8, 10])
    #expect(
      sites(file).map(\.path) == [
        "after", "resource.a.b.good", "resource.a.b.open", "resource.a.b.next",
      ])
    #expect(file.faults.allSatisfy { !$0.message.contains("never") && !$0.message.contains("odd") })
  }

  @Test func readsVariableFiles() throws {
    let file = try read("token = \"t\"\nmap = {\n a = 1\n b = \"x\"\n}\n", path: "env.tfvars")
    #expect(sites(file).map(\.path) == ["token", "map", "map.a", "map.b"])
    let json = try read(#"{"token": "${x}", "m": {"k": ["v"]}}"#, path: "s.tfvars.json")
    #expect(sites(json).map(\.path) == ["token", "m", "m.k"])
    #expect(sites(json)[0].expression.literal == "${x}")
  }

  @Test func readsTheJSONForm() throws {
    let text = #"""
      {"resource": {"aws_x": {"y": {"secret": "plain", "ref": "${var.p}", "mix": "a-${var.q}"}}},
       "variable": {"p": {"sensitive": true}}, "locals": [{"a": 1}, {"b": 2}]}
      """#
    let file = try read(text, path: "main.tf.json")
    #expect(
      sites(file).map(\.path) == [
        "resource.aws_x.y.secret", "resource.aws_x.y.ref", "resource.aws_x.y.mix",
        "variable.p.sensitive", "locals.a", "locals.b",
      ])
    #expect(sites(file)[0].expression.literal == "plain")
    guard case .reference("var.p") = sites(file)[1].expression.kind else {
      Issue.record("no reference")
      return
    }
    #expect(sites(file)[2].expression.literal == nil)
    #expect(source(text).text(of: sites(file)[0].expression.range) == "\"plain\"")
  }

  @Test(arguments: ["x.tf", "X.TFVARS", "a/b.hcl", "m.tofu"])
  func knowsNativeNames(_ path: String) {
    #expect(TerraformFile.Form(RepositoryPath(path)) == .native)
  }

  @Test(arguments: ["x.json", "a.tfstate", ".terraform.lock.hcl", "tf"])
  func knowsOtherNames(_ path: String) {
    #expect(TerraformFile.Form(RepositoryPath(path)) == nil)
  }

  @Test(arguments: [
    "(", "[", "{", "a{", "a = f(", "a = \"${", "a = <<E\n", "a = -", "a = [for ", "/*",
  ])
  func boundsHostileText(_ piece: String) throws {
    let file = try read(String(repeating: piece, count: 20_000))
    #expect(!file.faults.isEmpty)
    #expect(file.faults.count <= SourceFault.limit)
  }
}
