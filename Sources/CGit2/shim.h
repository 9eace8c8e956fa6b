#pragma once

#include <git2.h>
#include <git2/sys/hashsig.h>

// `git_libgit2_opts` is variadic, which Swift cannot call: one function for each option in use.

static inline int shrike_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int shrike_git_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int shrike_git_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int shrike_git_set_caching(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

// The extensions of repository format version 1 that change nothing for a reader.
static inline int shrike_git_allow_reading_extensions(void) {
  const char *extensions[] = {"partialclone", "preciousobjects", "relativeworktrees",
                              "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
                          sizeof extensions / sizeof extensions[0]);
}
