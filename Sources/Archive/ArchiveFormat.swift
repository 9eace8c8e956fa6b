/// What a container is, told from its first bytes.
public enum ArchiveFormat: Sendable, Hashable, CaseIterable {
  case zip, sevenZip, tar, gzip, bzip2, xz, zstd

  /// How many bytes it takes to tell: a tar's magic ends at 262 (POSIX.1-2017, pax, "ustar").
  public static let sample = 262

  /// The format of what starts with `bytes`, nil for anything else.
  ///
  /// Sources: APPNOTE.TXT 4.3.7 and 4.3.16 (zip; the second is an empty one), 7zFormat.txt, RFC
  /// 1952 section 2.3.1, bzip2's manual and its block magic, xz-file-format.txt 2.1.1.1, RFC 8878
  /// section 3.1.1.
  public init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 4 else { return nil }
    switch bytes[0] {
    case 0x50 where bytes[1] == 0x4B && (bytes[2], bytes[3]) == (3, 4): self = .zip
    case 0x50 where bytes[1] == 0x4B && (bytes[2], bytes[3]) == (5, 6): self = .zip
    case 0x37 where ArchiveFormat.stands([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], in: bytes, at: 0):
      self = .sevenZip
    case 0x1F where bytes[1] == 0x8B && bytes[2] == 8: self = .gzip
    case 0x42 where ArchiveFormat.isBzip2(bytes): self = .bzip2
    case 0xFD where ArchiveFormat.stands([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], in: bytes, at: 0):
      self = .xz
    case 0x28 where (bytes[1], bytes[2], bytes[3]) == (0xB5, 0x2F, 0xFD): self = .zstd
    default:
      guard bytes.count >= ArchiveFormat.sample, bytes[257] == 0x75,
        ArchiveFormat.stands(Array("ustar".utf8), in: bytes, at: 257)
      else { return nil }
      self = .tar
    }
  }

  /// Whether it is read from front to back; the others have their table of contents at the end.
  public var isStream: Bool { self != .zip && self != .sevenZip }

  /// Whether it is one compressed file and no list of them.
  public var isCompression: Bool { isStream && self != .tar }

  /// Whether a zip has its end, without which libarchive reads it from the front and takes what is
  /// there for all (APPNOTE.TXT 4.3.16; a comment of 65,535 bytes may follow).
  public static func hasZipEnd(_ bytes: Span<UInt8>) -> Bool {
    let first = max(0, bytes.count - 22 - 65_535)
    return (first..<bytes.count).reversed().contains { offset in
      bytes[offset] == 0x50 && stands([0x50, 0x4B, 5, 6], in: bytes, at: offset)
    }
  }

  private static func isBzip2(_ bytes: Span<UInt8>) -> Bool {
    let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
    let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
    return bytes[1] == 0x5A && bytes[2] == 0x68 && (0x31...0x39).contains(bytes[3])
      && (stands(block, in: bytes, at: 4) || stands(end, in: bytes, at: 4))
  }

  private static func stands(_ magic: [UInt8], in bytes: Span<UInt8>, at offset: Int) -> Bool {
    bytes.count >= offset + magic.count
      && magic.indices.allSatisfy { bytes[offset + $0] == magic[$0] }
  }
}

/// Containers that Shrike knows and does not open; a report counts them.
public enum ClosedFormat {
  /// Sources: each format's own description of its first bytes.
  private static let magics: [[UInt8]] = [
    [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07],  // RAR
    [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0],  // CAB
    Array("!<arch>\n".utf8),  // ar, Debian packages
    [0xED, 0xAB, 0xEE, 0xDB],  // RPM
    [0x04, 0x22, 0x4D, 0x18],  // LZ4
    Array("070701".utf8), Array("070707".utf8),  // cpio
    [0x78, 0x61, 0x72, 0x21],  // XAR
    [0x1F, 0x9D],  // compress
  ]

  /// Whether `bytes` are such a container.
  public static func matches(_ bytes: Span<UInt8>) -> Bool {
    magics.contains { magic in
      bytes.count >= magic.count && magic.indices.allSatisfy { bytes[$0] == magic[$0] }
    }
  }
}
