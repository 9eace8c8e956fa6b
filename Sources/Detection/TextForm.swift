/// What kind of content a blob holds, which decides how it is searched.
enum TextForm: Equatable {
  case text
  /// UTF-16 with or without a byte order mark.
  case utf16(isLittleEndian: Bool, mark: Int)
  case binary
  /// A Git LFS pointer (git-lfs, docs/spec.md, "The Pointer"): the content is elsewhere.
  case lfsPointer

  /// Bytes that are looked at: as many as git itself (xdiff-interface.c, `buffer_is_binary`).
  private static let sample = 8_000
  private static let pointer = Array("version https://git-lfs.github.com/spec/v1".utf8)

  init(_ bytes: Span<UInt8>) {
    if bytes.hasWord(TextForm.pointer, at: 0), bytes.count < 1_024 {
      self = .lfsPointer
    } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
      self = .utf16(isLittleEndian: true, mark: 2)
    } else if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
      self = .utf16(isLittleEndian: false, mark: 2)
    } else {
      self = TextForm.unmarked(bytes)
    }
  }

  /// The same measure as `UTF16Text` of Git, by which added lines are counted: both must agree.
  ///
  /// Text has no NUL; UTF-16 of mostly ASCII has one in every second place, always the same.
  private static func unmarked(_ bytes: Span<UInt8>) -> TextForm {
    let count = min(bytes.count, sample)
    guard hasZero(bytes.extracting(0..<count)) else { return .text }
    var even = 0
    var odd = 0
    for index in 0..<count where bytes[index] == 0 {
      if index & 1 == 0 { even += 1 } else { odd += 1 }
    }
    let half = count / 2
    if count >= 8, odd * 10 >= half * 7, even * 20 <= half {
      return .utf16(isLittleEndian: true, mark: 0)
    }
    if count >= 8, even * 10 >= half * 7, odd * 20 <= half {
      return .utf16(isLittleEndian: false, mark: 0)
    }
    return .binary
  }

  /// Without a branch in its loop, so that it takes many bytes at a time.
  private static func hasZero(_ bytes: Span<UInt8>) -> Bool {
    var signs: UInt8 = 0
    for index in bytes.indices {
      // The highest bit is set for zero, and for no other byte.
      let byte = bytes[index]
      signs |= (byte &- 1) & ~byte
    }
    return signs & 0x80 != 0
  }

  /// `bytes`, of the given form of UTF-16, as UTF-8; lone surrogates become U+FFFD.
  static func utf8(_ bytes: Span<UInt8>, isLittleEndian: Bool, mark: Int) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: mark, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
