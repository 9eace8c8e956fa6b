import CPCRE2

/// The memory and the limits of matching, one for each thread.
@safe public struct MatchScratch: ~Copyable {
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  /// Backtracking steps after which a match is given up (pcre2_set_match_limit(3)): enough for any
  /// honest pattern in a window of a few kilobytes, some 20 ms of the worst one.
  public static let matchLimit: UInt32 = 1_000_000
  /// Nested backtracking points (pcre2_set_depth_limit(3)), for the interpreter.
  public static let depthLimit: UInt32 = 20_000
  /// Heap of one match in KiB (pcre2_set_heap_limit(3)).
  public static let heapLimit: UInt32 = 16_384
  /// Groups whose positions are kept.
  public static let groups: UInt32 = 16

  /// - Parameter matchLimit: backtracking steps after which a match is given up.
  public init(matchLimit: UInt32 = MatchScratch.matchLimit) {
    guard let data = unsafe pcre2_match_data_create_8(MatchScratch.groups, nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    unsafe pcre2_set_match_limit_8(context, matchLimit)
    unsafe pcre2_set_depth_limit_8(context, MatchScratch.depthLimit)
    unsafe pcre2_set_heap_limit_8(context, MatchScratch.heapLimit)
    unsafe stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
    if let stack = unsafe stack {
      unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    }
    unsafe self.data = data
    unsafe self.context = context
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    if let stack = unsafe stack { unsafe pcre2_jit_stack_free_8(stack) }
  }

  /// Finds the first match of `pattern` that starts at or behind `start` and ends at or before
  /// `end`; look-behind sees the bytes before `start`, look-ahead none behind `end`.
  ///
  /// - Parameters:
  ///   - start: byte offset into `bytes`.
  ///   - end: byte offset, at most `bytes.count`.
  ///   - anchored: whether the match must start at `start`; a pattern that is anchored itself matches
  ///     there alone, and faster.
  /// - Returns: whether there is one; `range(of:)` then tells where.
  /// - Throws: `PatternError` where a limit ended the match.
  public mutating func match(
    _ pattern: Pattern, in bytes: Span<UInt8>, from start: Int, to end: Int, anchored: Bool
  ) throws(PatternError) -> Bool {
    precondition(start >= 0 && start <= end && end <= bytes.count)
    let options: UInt32 = anchored && !pattern.isAnchored ? PCRE2_ANCHORED : 0
    let result = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_match_8(
        pattern.code, buffer.baseAddress, end, start, options, data, context)
    }
    if result >= 0 { return true }
    if result == PCRE2_ERROR_NOMATCH { return false }
    throw PatternError(code: result, offset: 0)
  }

  /// The bytes that group `number` matched in the last successful match, nil where it took no part.
  public func range(of number: Int) -> Range<Int>? {
    precondition(number >= 0 && number < Int(MatchScratch.groups))
    guard let vector = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
    let lower = unsafe vector[2 * number]
    let upper = unsafe vector[2 * number + 1]
    guard lower != Int.max, lower != -1, upper >= lower else { return nil }
    return Int(lower)..<Int(upper)
  }
}
