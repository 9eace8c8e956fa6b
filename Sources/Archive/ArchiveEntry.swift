/// One entry of an archive.
public struct ArchiveEntry: Sendable, Hashable {
  /// Its path as the archive has it, usually UTF-8; empty where that cannot be told, nil for the one
  /// entry of a compressed file.
  public var name: [UInt8]?
  /// Whether it has content of its own: no folder, link or device.
  public var isFile: Bool
  public var isEncrypted: Bool
}
