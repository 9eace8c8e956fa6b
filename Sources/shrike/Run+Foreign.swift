import Configuration
import Findings
import Inputs
import Rules

extension Run {
  /// Leaves out of `result` what other scanners' ignore files and baselines accept.
  ///
  /// They know secrets alone: what a policy says stays.
  func leaveOutForeign(_ result: inout Result, of plan: InputPlan) {
    var accepted = settings.compatibility.accepted
    guard !accepted.isEmpty else { return }
    let policies = Set(settings.policies.ids)
    let found = result.findings.count
    result.findings = result.findings.compactMap { finding in
      policies.contains(finding.ruleID) ? finding : accepted.kept(finding)
    }
    result.suppressed += found - result.findings.count
    let paths = command == "files" ? Set(plan.inputs.map(\.path)) : []
    result.notices += accepted.notices { key in
      // A scan of files sees no commit, and proves of no other file that its secret is gone.
      plan.history != nil || !key.namesCommit && key.path.map { paths.contains($0) } ?? false
    }
  }
}
