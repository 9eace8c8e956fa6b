import Findings

/// What helm's error message is about: its place and kind, never its words, which may hold values.
struct HelmComplaint {
  let reason: String
  /// The template that it names, below the chart's folder, and its 1-based line where it says one.
  let place: (path: String, line: Int?)?

  init(_ text: String) {
    place = HelmComplaint.place(in: text)
    reason =
      HelmComplaint.known.first { text.contains($0.sign) }?.reason ?? "helm refuses the chart"
  }

  /// Signs of helm 3 and 4 (`helm.sh/helm`, packages `chart/loader`, `engine`, `action`).
  private static let known: [(sign: String, reason: String)] = [
    (
      "missing in charts/",
      "a dependency is not in its charts folder: fetch it with `helm dependency build` first"
    ),
    (
      "execution error at",
      "a value that the chart requires is not set, or its own check of the values fails"
    ),
    ("parse error at", "a template cannot be parsed"),
    ("YAML parse error", "what a template writes is not YAML"),
    ("error calling include", "a template that it includes fails"),
    ("nil pointer evaluating", "a template reads below a value that is not set"),
    ("cannot load values", "a values file cannot be read"),
    ("cannot unmarshal yaml", "a values file cannot be read"),
    ("incompatible with Kubernetes", "the chart is for another version of Kubernetes"),
    ("out of memory", "it needs more memory than it is given"),
    ("cannot allocate memory", "it needs more memory than it is given"),
  ]

  /// The last `name/templates/a.yaml:12` of the message: errors are told from the outermost template
  /// inwards.
  private static func place(in text: String) -> (path: String, line: Int?)? {
    let place = /[\w.-]+\/((?:charts\/[\w.-]+\/)*templates\/[\w.\/-]+)(?::(\d+))?/
    guard let match = text.matches(of: place).last else { return nil }
    return (String(match.1), match.2.flatMap { Int($0) })
  }
}
