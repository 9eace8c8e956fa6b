internal import CGit2

extension Repository {
  /// The lines of blob `new` that blob `old` does not have, as 1-based ranges in ascending order;
  /// nil where either is binary, so that all of it counts.
  ///
  /// Only the bytes decide: no path is given to libgit2, so that no attribute (`-diff`, `binary`,
  /// textconv) and no setting can hide a line, white space counts, and the text is never cut.
  /// UTF-16 is compared, and its lines counted, as the text that it decodes to.
  ///
  /// - Throws: `.missing` or `.corrupt`.
  public func addedLines(
    from old: ObjectID, to new: ObjectID
  ) throws(GitError) -> [ClosedRange<Int>]? {
    if old == new { return [] }
    return try withObject(old, as: .blob) { (before) throws(GitError) in
      try withObject(new, as: .blob) { (after) throws(GitError) in
        try Repository.addedLines(from: before, to: after)
      }
    }
  }

  /// The lines of `new` that `old` does not have, as `addedLines(from:to:)` of two blobs has them.
  public static func addedLines(
    from old: Span<UInt8>, to new: Span<UInt8>
  ) throws(GitError) -> [ClosedRange<Int>]? {
    let before = UTF16Text(of: old)
    let after = UTF16Text(of: new)
    if before == nil && UTF16Text.hasNull(old) || after == nil && UTF16Text.hasNull(new) {
      return nil
    }
    if before == nil, after == nil { return try diff(from: old, to: new) }
    let first = before?.utf8 ?? Array(copying: old)
    let second = after?.utf8 ?? Array(copying: new)
    return try diff(from: first.span, to: second.span)
  }

  private static func diff(
    from old: Span<UInt8>, to new: Span<UInt8>
  ) throws(GitError) -> [ClosedRange<Int>]? {
    Library.start()
    var options = unsafe git_diff_options()
    unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    unsafe options.flags = GIT_DIFF_FORCE_TEXT.rawValue
    unsafe options.context_lines = 0
    unsafe options.interhunk_lines = 0
    var hunks: [ClosedRange<Int>] = []
    let code = unsafe withUnsafeMutablePointer(to: &hunks) { hunks in
      unsafe old.withUnsafeBytes { before in
        unsafe new.withUnsafeBytes { after in
          unsafe git_diff_buffers(
            before.baseAddress, before.count, nil, after.baseAddress, after.count, nil, &options,
            nil, nil, collectHunk, nil, hunks)
        }
      }
    }
    // A file that is too long for the comparison counts as a whole.
    return code == 0 ? hunks : nil
  }

  /// libgit2's callback for a hunk: with no context its new side is just the added lines.
  private static let collectHunk: git_diff_hunk_cb = { _, hunk, payload in
    guard let hunk = unsafe hunk, let payload = unsafe payload else { return 0 }
    let start = Int(unsafe hunk.pointee.new_start)
    let count = Int(unsafe hunk.pointee.new_lines)
    if count > 0 {
      unsafe payload.assumingMemoryBound(to: [ClosedRange<Int>].self).pointee
        .append(start...start + count - 1)
    }
    return 0
  }
}
