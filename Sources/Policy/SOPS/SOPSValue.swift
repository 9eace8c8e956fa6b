/// A value as SOPS writes it: `ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]` (aes/cipher.go).
public enum SOPSValue {
  /// The types that SOPS writes (aes/cipher.go, `Encrypt`).
  private static let types: Set<String> = [
    "str", "int", "float", "bool", "bytes", "comment", "time", "int64",
  ]

  /// Whether `text` is ciphertext, whole and well-formed: base64 of some data, of a nonce of 32
  /// bytes (12 in other writers) and of a tag of 16 bytes, and a known type.
  ///
  /// A text that only starts like ciphertext is not one.
  public static func isEncrypted(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    guard take("ENC[AES256_GCM,data:", from: &rest), rest.last == ascii("]") else { return false }
    rest = rest.dropLast()
    let fields = rest.split(separator: ascii(","), omittingEmptySubsequences: false)
    guard fields.count == 4, let data = length(ofBase64: fields[0]), data > 0 else { return false }
    var (iv, tag, type) = (fields[1], fields[2], fields[3])
    guard take("iv:", from: &iv), let nonce = length(ofBase64: iv), nonce == 32 || nonce == 12,
      take("tag:", from: &tag), length(ofBase64: tag) == 16, take("type:", from: &type)
    else { return false }
    return types.contains(String(decoding: type, as: UTF8.self))
  }

  private static func take(_ prefix: String, from bytes: inout ArraySlice<UInt8>) -> Bool {
    guard bytes.starts(with: prefix.utf8) else { return false }
    bytes = bytes.dropFirst(prefix.utf8.count)
    return true
  }

  /// How many bytes the padded base64 (RFC 4648, section 4) in `text` stands for; nil for other
  /// text.
  private static func length(ofBase64 text: ArraySlice<UInt8>) -> Int? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.reversed().prefix { $0 == ascii("=") }.count
    guard padding <= 2,
      text.dropLast(padding).allSatisfy({
        $0.isAlphanumeric || $0 == ascii("+") || $0 == ascii("/")
      })
    else { return nil }
    return text.count / 4 * 3 - padding
  }
}
