internal import CGit2

/// libgit2's start-up, once in a process and only where a repository is opened.
enum Library {
  /// Starts libgit2 on first use; later calls cost a load.
  static func start() { _ = started }

  /// What is decided here for every repository:
  ///
  /// - **Owner validation is off.** It protects programs that run hooks, filters, `core.fsmonitor`
  ///   or other commands which a repository's configuration names. Shrike only reads and runs none,
  ///   so a refusal (the rule in containers, where the checkout belongs to another user) would buy
  ///   nothing but a scan that did not run.
  /// - **No system, global or XDG configuration is read.** What is found must not depend on who
  ///   runs the scan. A consequence: a personal `core.excludesFile` is not known, so only the
  ///   repository's own `.gitignore` files and `info/exclude` say what is ignored.
  /// - **Object hashes are not verified.** zlib's checksum finds damage, and hashing each object
  ///   would cost about half of the time that reading it takes.
  /// - **No object cache.** Every object is read once, so libgit2's cache (up to 256 MiB a
  ///   repository) would only be filled.
  /// - **Extensions that concern writers alone are accepted**: partial clones, precious objects,
  ///   relative worktree links, worktree configuration. Others, such as SHA-256 or reftable, make
  ///   libgit2 refuse the repository, and `Repository.open` says so.
  private static let started: Void = {
    guard git_libgit2_init() > 0 else { fatalError("libgit2 does not start: out of memory") }
    _ = shrike_git_set_owner_validation(0)
    _ = shrike_git_set_strict_hash_verification(0)
    _ = shrike_git_set_caching(0)
    _ = shrike_git_allow_reading_extensions()
    let levels = [
      GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
      GIT_CONFIG_LEVEL_PROGRAMDATA,
    ]
    for level in levels { _ = unsafe shrike_git_set_search_path(level.rawValue, "") }
  }()
}
