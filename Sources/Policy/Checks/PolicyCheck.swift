/// One policy: what it decides is written in `rules/policy/ZTnnn-….yaml`, how in one file here.
///
/// A check is a value without state: it reads the model and reports what breaches the policy.
/// Severity, suppression and the rule's texts are none of its business.
protocol PolicyCheck: Sendable {
  /// The rule's id ("ZT101").
  static var id: String { get }
  init()
  func check(_ model: RepositoryModel, _ breaches: inout [Breach])
}
