import Configuration
import Findings
import Git
import Inputs
import Policy
import Rules

/// What the policies look at in a run, and which of their findings count.
struct PolicyScope {
  /// The files that make the repository's model.
  var files: [Input]
  /// The files of the change, whose added lines alone count; nil where every line does.
  var changed: [Input]?
  /// Whether `files` are only what the change is compared with: charts are not rendered then.
  var isPartial = false
  /// Why the policies that compare files do not run, because `files` lacks what they compare with;
  /// nil where they do.
  var isolation: String?

  /// The files at HEAD, for what looks at a whole history.
  static func head(of repository: String, excludes: PathGlobs) throws -> PolicyScope {
    PolicyScope(files: try Snapshot.files(of: nil, repository: repository, excludes: excludes))
  }
}

/// Runs the policies over a scope.
struct PolicyScan {
  let settings: Settings
  let suppressions: SuppressionReader
  let repository: String?
  let limits: InputLimits
  let helm: HelmMode

  /// Says that files are not compared before each commit, and why.
  private static func alone(_ reason: String) -> Notice {
    Notice(
      .information,
      message: "only the policies that look at one file ran: \(reason); `shrike range` and"
        + " `shrike lint` compare them all")
  }

  /// What the policies say of `scope`.
  func run(_ scope: PolicyScope) throws -> PolicyLinter.Outcome {
    guard !settings.policies.isEmpty else { return PolicyLinter.Outcome() }
    let inputs = scope.files.filter { $0.kind == .file && PolicyLinter.reads($0.path) }
    guard !inputs.isEmpty else { return PolicyLinter.Outcome() }
    var reader = try InputReader(plan: InputPlan(repository: repository), limits: limits)
    var outcome = PolicyLinter.Outcome()
    var files: [PolicyFile] = []
    for input in inputs {
      do throws(InputError) {
        files.append(
          PolicyFile(path: input.path, bytes: try reader.read(input) { Array(copying: $0) }))
      } catch {
        outcome.notices.append(error.notice)
      }
    }
    if let reason = scope.isolation { outcome.notices.append(PolicyScan.alone(reason)) }
    let rules = settings.policies.rules.filter { scope.isolation == nil || $0.scope == .file }
    let linter = PolicyLinter(
      rules: rules, settings: settings.policy, key: settings.key,
      suppressions: suppressions)
    var rendered = HelmRendering.Outcome()
    if !scope.isPartial {
      rendered = HelmRendering(mode: helm, settings: settings.policy, inputs: scope.files)
        .run(files, reader: &reader)
    } else if helm == .always {
      rendered.notices = [HelmRendering.partial]
    }
    outcome.notices += rendered.notices
    let linted = linter.lint(files, rendered: rendered.charts)
    outcome.notices += linted.notices
    outcome.suppressed = linted.suppressed
    outcome.usage = linted.usage
    outcome.files = linted.files
    outcome.findings = try linted.findings.filter { try counts($0, in: scope, reader: &reader) }
    return outcome
  }

  /// Whether the finding, or a place that it speaks of, stands on a line of the change.
  private func counts(
    _ finding: Finding, in scope: PolicyScope, reader: inout InputReader
  ) throws -> Bool {
    guard let changed = scope.changed else { return true }
    let places =
      [(finding.primary.path, finding.primary.region.lines)]
      + finding.related.map { ($0.path, $0.region.lines) }
    for (path, lines) in places {
      guard let input = changed.first(where: { $0.path == path }) else { continue }
      guard let added = try reader.addedLines(of: input) else { return true }
      if added.touches(lines) { return true }
    }
    return false
  }
}

extension [Finding] {
  /// These secrets' findings and those of the policies, each place once: where a policy speaks of the
  /// very credential that a secret rule found, the policy's finding carries it.
  ///
  /// - Parameter isVendors: whether the rule of that id knows who issued the credential. Then the
  ///   finding names it, too: its page says where to revoke the credential.
  func joined(with policies: [Finding], isVendors: (String) -> Bool) -> [Finding] {
    var leaks = self
    var joined = policies
    for index in joined.indices {
      let place = joined[index].primary
      guard
        let match = leaks.firstIndex(where: { leak in
          leak.occurrences.contains {
            $0.path == place.path && $0.region.lines.overlaps(place.region.lines)
              && ($0.region == place.region || leak.secret?.bytes == joined[index].secret?.bytes)
          }
        })
      else { continue }
      if isVendors(leaks[match].ruleID) {
        joined[index].message += " (also \(leaks[match].ruleID))"
      }
      joined[index].secret = leaks[match].secret
      joined[index].confidence = leaks[match].confidence
      joined[index].proof = leaks[match].proof
      joined[index].severity = Swift.max(joined[index].severity, leaks[match].severity)
      joined[index].life = leaks[match].life
      leaks[match].occurrences.removeAll {
        $0.path == place.path && $0.region.lines.overlaps(place.region.lines)
      }
      if leaks[match].occurrences.isEmpty { leaks.remove(at: match) }
    }
    return leaks + joined
  }
}

extension Finding {
  /// Whether this finding says of its place what `notice` says: a suppression that is not obeyed is
  /// told once, by its policy (ZT804) where that runs, else by the notice.
  func tells(_ notice: Notice) -> Bool {
    message == notice.message && primary.region.startLine == notice.line
      && primary.path.display == notice.subject
  }
}
