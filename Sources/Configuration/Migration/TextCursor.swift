import Rules

/// A place in a text that only moves forward, and counts lines.
struct TextCursor {
  let file: String
  private let bytes: [UInt8]
  private var position = 0
  /// The 1-based line that the cursor is on.
  private(set) var line = 1

  /// A cursor in front of `text`, behind its byte order mark.
  init(_ text: String, file: String) {
    self.file = file
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The byte in front of the cursor, nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Whether `text` stands in front of the cursor.
  func isBefore(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  /// Moves over one byte and gives it.
  @discardableResult
  mutating func take() -> UInt8? {
    guard let byte = next else { return nil }
    position += 1
    if byte == 0x0A { line += 1 }
    return byte
  }

  /// Moves over `text` where it stands in front of the cursor.
  mutating func take(_ text: String) -> Bool {
    guard isBefore(text) else { return false }
    for _ in text.utf8 { take() }
    return true
  }

  /// Moves over the bytes that `isWanted` takes, and gives them.
  mutating func take(while isWanted: (UInt8) -> Bool) -> [UInt8] {
    var taken: [UInt8] = []
    while let byte = next, isWanted(byte) {
      taken.append(byte)
      take()
    }
    return taken
  }

  /// The scalar that the next `count` hexadecimal digits name.
  mutating func takeScalar(digits count: Int) throws(FieldError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let byte = take(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("an escape needs \(count) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// A fault at the cursor's line.
  func fault(_ message: String) -> FieldError {
    FieldError(file: file, line: line, message: message)
  }
}
