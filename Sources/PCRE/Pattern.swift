import CPCRE2

/// A compiled PCRE2 pattern over bytes, immutable and shared between threads.
///
/// Bytes are not decoded: `.` is one byte, `\w` is ASCII. The pattern is compiled to machine code
/// where PCRE2 can (pcre2jit(3)); matching is bounded by the limits of `MatchScratch`.
@safe public final class Pattern: @unchecked Sendable {
  let code: OpaquePointer
  /// The number of the group named `secret`, 0 (the whole match) where there is none.
  public let secretGroup: Int
  /// Whether a match starts where the search does.
  let isAnchored: Bool

  /// - Parameter anchored: whether every match is to start where the search does. What is anchored
  ///   only at a match, pcre2_match(3) leaves to the interpreter, at many times the cost.
  /// - Throws: `PatternError` with the byte offset of the fault.
  public init(
    _ pattern: String, caseless: Bool = false, anchored: Bool = false
  ) throws(PatternError) {
    var errorCode: Int32 = 0
    var offset = 0
    // Where a match can start at one place only, looking ahead for a byte that it must hold costs
    // more than trying it (pcre2_compile(3), PCRE2_NO_START_OPTIMIZE).
    let options =
      UInt32(PCRE2_NEVER_UTF) | (caseless ? UInt32(PCRE2_CASELESS) : 0)
      | (anchored ? UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_NO_START_OPTIMIZE) : 0)
    var text = pattern
    let compiled = text.withUTF8 { bytes in
      unsafe pcre2_compile_8(
        bytes.baseAddress, bytes.count, options, &errorCode, &offset, nil)
    }
    guard let compiled = unsafe compiled else {
      throw PatternError(code: errorCode, offset: offset)
    }
    unsafe code = compiled
    isAnchored = anchored
    // Without JIT (a hardened kernel) the interpreter matches the same, only slower.
    _ = unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    let number = unsafe pcre2_substring_number_from_name_8(compiled, "secret")
    secretGroup = max(0, Int(number))
  }

  deinit { unsafe pcre2_code_free_8(code) }
}

/// A PCRE2 error: a pattern that does not compile, or a match that hit a limit.
public struct PatternError: Error, Sendable, CustomStringConvertible {
  /// PCRE2's own number (pcre2api(3), "Error messages").
  public let code: Int32
  /// Byte offset into the pattern of a compile error.
  public let offset: Int

  /// Whether a match, depth, heap or JIT stack limit ended the match.
  public var isLimit: Bool {
    [
      PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
      PCRE2_ERROR_JIT_STACKLIMIT,
    ].contains(code)
  }

  public var description: String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe buffer.withUnsafeMutableBufferPointer {
      unsafe pcre2_get_error_message_8(code, $0.baseAddress, $0.count)
    }
    let text = String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    return "bad pattern at byte \(offset): \(text)"
  }
}
