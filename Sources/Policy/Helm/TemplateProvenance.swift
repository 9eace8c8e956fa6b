/// Says which values keys feed each action of a template, without running it.
///
/// It follows `with`, `range`, variables and the named templates that `include` and `template` call.
/// All branches count, so it may name more keys than one rendering reads, never a key of nowhere. One
/// is made for a library and keeps what it has learnt of its templates; it is not shared by threads.
public struct TemplateProvenance {
  private let library: TemplateLibrary
  private var known: [Call: TemplateValue] = [:]
  private var depth = 0

  /// Named templates calling each other, and calls remembered.
  private static let depthLimit = 16
  private static let memoryLimit = 20_000

  /// Endings of the names of helpers that take what a Secret of the cluster holds, if there is one,
  /// as Bitnami's `common` library has them.
  static let keepers = ["secrets.passwords.manage", "secrets.lookup"]

  private struct Call: Hashable {
    let name: String
    let argument: TemplateValue
  }

  public init(_ library: TemplateLibrary) { self.library = library }

  /// What each action's pipeline may give, by the action's index: what an output writes, what an
  /// `if` asks, what `with` and `range` bind.
  ///
  /// The body of a `define` is read as if it were called with the chart's root object.
  public mutating func values(of file: TemplateFile) -> [TemplateValue] {
    var scope = TemplateScope(dot: .root)
    return file.actions.indices.map { evaluate(file, $0, &scope) }
  }

  /// What a named template may write when it is called with `argument`.
  mutating func call(_ name: String, _ argument: TemplateValue) -> TemplateValue {
    guard depth < TemplateProvenance.depthLimit, let definition = library[name] else {
      return argument.derived
    }
    let call = Call(name: name, argument: argument)
    if let value = known[call] { return value }
    depth += 1
    defer { depth -= 1 }
    // Until it is known: a template that calls itself adds nothing.
    if known.count < TemplateProvenance.memoryLimit { known[call] = .unknown }
    var scope = TemplateScope(dot: argument)
    var result = TemplateValue.unknown
    for index in definition.body {
      let value = evaluate(definition.file, index, &scope)
      if definition.file.actions[index].kind == .output { result = result.union(value) }
    }
    if known[call] != nil { known[call] = result }
    return result
  }

  private mutating func evaluate(
    _ file: TemplateFile, _ index: Int, _ scope: inout TemplateScope
  ) -> TemplateValue {
    let action = file.actions[index]
    switch action.kind {
    case .comment, .jump: return .unknown
    case .end:
      scope.leave()
      return .unknown
    case .elseBranch:
      scope.restoreDot()
      guard let pipeline = action.expression else { return .unknown }
      let value = evaluate(pipeline.value, scope)
      if action.pipeline.hasPrefix("with") { scope.bindDot(value) }
      bind(pipeline, value, &scope)
      return value
    case .define:
      scope.enter()
      scope.isolate()
      return .unknown
    case .condition, .with, .range, .block:
      let pipeline = action.expression
      let value = pipeline.map { evaluate($0.value, scope) } ?? .unknown
      scope.enter()
      enter(action.kind, pipeline, value, &scope)
      return value
    case .output, .assign:
      guard let pipeline = action.expression else { return .unknown }
      let value = evaluate(pipeline.value, scope)
      bind(pipeline, value, &scope)
      return value
    }
  }

  private func enter(
    _ kind: TemplateAction.Kind, _ pipeline: TemplatePipeline?, _ value: TemplateValue,
    _ scope: inout TemplateScope
  ) {
    switch kind {
    case .with: scope.bindDot(value)
    case .range: scope.bindDot(value.element)
    default: break
    }
    guard let pipeline else { return }
    if kind == .range {
      if let last = pipeline.variables.last { scope.declare(last, value.element) }
      if pipeline.variables.count > 1 { scope.declare(pipeline.variables[0], .unknown) }
    } else {
      bind(pipeline, value, &scope)
    }
  }

  private func bind(
    _ pipeline: TemplatePipeline, _ value: TemplateValue, _ scope: inout TemplateScope
  ) {
    for name in pipeline.variables {
      if pipeline.declares { scope.declare(name, value) } else { scope.assign(name, value) }
    }
  }

  private mutating func evaluate(
    _ expression: TemplateExpression, _ scope: TemplateScope
  ) -> TemplateValue {
    switch expression {
    case .string(let text): return TemplateValue(literals: [text])
    case .constant: return .unknown
    case .field(let names): return names.reduce(scope.dot) { $0.field($1) }
    case .variable(let name, let names):
      return names.reduce(scope.value(of: name)) { $0.field($1) }
    case .chain(let base, let names):
      return names.reduce(evaluate(base, scope)) { $0.field($1) }
    // `.Files.Get "x"`, `.Capabilities.APIVersions.Has "x"`: no method reads values.
    case .method: return .unknown
    case .call(let name, let arguments):
      var values: [TemplateValue] = []
      for argument in arguments { values.append(evaluate(argument, scope)) }
      guard name == "include" || name == "template" || name == "block",
        case .string(let called)? = arguments.first
      else {
        var value = TemplateFunctions.result(name, arguments, values)
        value.isKept = value.isKept || name == "lookup"
        return value
      }
      var value = call(called, values.count > 1 ? values[1] : .unknown)
      value.isKept = value.isKept || TemplateProvenance.keepers.contains(where: called.hasSuffix)
      return value
    }
  }
}
