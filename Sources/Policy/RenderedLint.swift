import Findings
import Rules

/// Runs the policies over what helm made of the charts, and says of each breach where the template,
/// not the output, has it.
struct RenderedLint {
  private let files: [PolicyFile]
  private let model: RepositoryModel
  private let rules: [PolicyRule]
  private var places: RenderedPlaces

  /// A breach with the rule that it breaks, at its place in the repository.
  struct Found {
    let rule: PolicyRule
    let breach: Breach
  }

  /// - Parameters:
  ///   - model: the repository as it is written.
  ///   - rules: those that run; the ones that look into no object are left out.
  init(files: [PolicyFile], model: RepositoryModel, rules: [PolicyRule]) {
    self.files = files
    self.model = model
    self.rules = rules.filter { !Set($0.reads).isDisjoint(with: RenderedLint.materials) }
    places = RenderedPlaces(model: model)
  }

  private static let materials: Set<PolicyRule.Material> = [
    .manifest, .template, .externalSecret, .secretStore, .serviceAccount, .configMap,
  ]

  /// The breaches of all charts, each place once.
  mutating func breaches(_ charts: [RenderedChart]) -> [Found] {
    var found: [Found] = []
    // Charts of one environment are installed together: they are one repository.
    for environment in Set(charts.map(\.request.environment)).sorted(by: { ($0 ?? "") < ($1 ?? "") }
    ) {
      found += breaches(of: charts.filter { $0.request.environment == environment })
    }
    var seen: Set<String> = []
    return found.filter { found in
      let breach = found.breach
      return seen.insert("\(found.rule.id) \(breach.source.path.display) \(breach.range)").inserted
    }
  }

  private mutating func breaches(of charts: [RenderedChart]) -> [Found] {
    var rendered: [RepositoryPath: RenderRequest] = [:]
    var all: [RepositoryPath: PolicyFile] = [:]
    for file in files { all[file.path] = file }
    for chart in charts {
      // A template that writes nothing here says nothing here.
      for path in all.keys where FileRole(path) == .template && chart.request.covers(path) {
        all[path] = nil
      }
      for file in chart.files {
        all[file.path] = PolicyFile(path: file.path, bytes: file.bytes)
        all[file.path]?.rendering = chart.request
        rendered[file.path] = chart.request
      }
    }
    let model = RepositoryModel(files: Array(all.values), settings: model.settings)
    var judged: [PolicyBreaches] = []
    for type in PolicyChecks.all {
      guard let rule = rules.first(where: { $0.id == type.id }) else { continue }
      var breaches: [Breach] = []
      type.init().check(model, &breaches)
      judged.append(PolicyBreaches(rule: rule, breaches: breaches))
    }
    var found: [Found] = []
    for told in judged.withoutRepeats() {
      for breach in told.breaches {
        guard let request = rendered[breach.source.path], isWritten(breach.secret),
          let placed = placed(breach, for: request, in: model)
        else { continue }
        found.append(Found(rule: told.rule, breach: placed))
      }
    }
    return found
  }

  /// Whether a literal stands in the repository: what a template makes up at random does not.
  private func isWritten(_ secret: [UInt8]?) -> Bool {
    guard let secret, let first = secret.first else { return true }
    return model.files.contains { file in
      let bytes = file.source.bytes
      var index = 0
      while let found = bytes[index...].firstIndex(of: first), found + secret.count <= bytes.count {
        if bytes[found..<(found + secret.count)].elementsEqual(secret) { return true }
        index = found + 1
      }
      return false
    }
  }

  /// The breach with all its places in the files of the repository.
  private mutating func placed(
    _ breach: Breach, for request: RenderRequest, in rendered: RepositoryModel
  ) -> Breach? {
    guard let file = rendered.file(at: breach.source.path),
      let place = places.place(of: breach.range.lowerBound, in: file, for: request)
    else { return nil }
    var related: [RelatedPlace] = []
    for other in breach.related {
      guard let file = rendered.file(at: other.source.path), file.source === other.source,
        model.file(at: other.source.path)?.source.bytes != other.source.bytes
      else {
        related.append(other)
        continue
      }
      let place = places.place(of: other.range.lowerBound, in: file, for: request)
      related.append(
        RelatedPlace(
          source: place?.source ?? breach.source, range: place?.range ?? 0..<0,
          message: other.message))
    }
    var message = breach.message
    if let values = place.values {
      related.append(values)
      message += ", by [a key](\(related.count)) of the values"
    }
    if let environment = request.environment { message += " in \(environment)" }
    return Breach(
      place.source, place.range, message, identity: breach.identity, secret: breach.secret,
      related: related, environment: request.environment ?? breach.environment,
      severity: breach.severity)
  }
}

extension RenderRequest {
  /// Whether a file is the chart's, or of a chart that it brings.
  fileprivate func covers(_ path: RepositoryPath) -> Bool {
    chart.bytes.isEmpty || path.bytes.starts(with: chart.bytes + [UInt8(ascii: "/")])
  }
}

extension Finding {
  /// Whether this finding, made from the text of the repository, already says what one of a rendered
  /// chart says: the same policy on the same lines, the same credential, or that a credential of the
  /// values is written there.
  func says(_ rendered: Finding) -> Bool {
    if let secret, secret.bytes == rendered.secret?.bytes { return true }
    let isAtSource = rendered.related.contains {
      $0.path == primary.path && $0.region.lines.overlaps(primary.region.lines)
    }
    if ruleID == rendered.ruleID, isAtSource { return true }
    guard primary.path == rendered.primary.path,
      primary.region.lines.overlaps(rendered.primary.region.lines)
    else { return false }
    return ruleID == rendered.ruleID
      || rendered.secret != nil
        && [TemplateEmitsValueSecret.id, TemplateDefaultLiteral.id].contains(ruleID)
  }
}
