import Findings

/// Which YAML and JSON files the policies are about: a lock file or a test's data holds nothing for
/// them, may be large, and need not be valid.
struct FileInterest: Sendable {
  private let wired: PathGlobs
  private let environments: EnvironmentMatcher

  init(environments: EnvironmentMatcher, wired: PathGlobs) {
    self.environments = environments
    self.wired = wired
  }

  /// Whether a policy may have something to say of the file.
  func covers(_ file: PolicyFile, role: FileRole) -> Bool {
    guard role == .yaml else { return true }
    if environments.environment(of: file.path) != nil || wired.matches(file.path) { return true }
    if FileInterest.pipelines.matches(file.path) || SOPSName.promisesEncryption(file.path) {
      return true
    }
    let bytes = file.bytes
    let text = bytes.span
    for mark in FileInterest.marks where mark.isFound(in: text) { return true }
    return false
  }

  /// Where continuous integration keeps its scripts.
  private static let pipelines = PathGlobs([
    ".github/**/*.y*ml", ".gitlab-ci*.y*ml", "azure-pipelines*.y*ml", ".circleci/**/*.y*ml",
    ".gitlab/**/*.y*ml", "bitbucket-pipelines.yml", ".drone.yml", ".buildkite/**/*.y*ml",
    "action.y*ml", "docker-compose*.y*ml", "compose*.y*ml",
  ])

  /// What every Kubernetes object, and every file that SOPS wrote, has in it.
  private static let marks = [
    ByteSearch("apiVersion"), ByteSearch("sops"), ByteSearch("ENC["),
  ]
}
