/// A finding's message, in which `[text](n)` refers to the n-th related location.
struct MessageText {
  /// A stretch of the message.
  private enum Part {
    case text(Substring)
    case link(Substring, number: Int)
  }

  private let parts: [Part]

  init(_ message: String) {
    var parts: [Part] = []
    var start = message.startIndex
    var bracket: String.Index?
    var index = message.startIndex
    while index < message.endIndex {
      if message[index] == "[" { bracket = index }
      if message[index] == "]", let opening = bracket {
        let words = message[message.index(after: opening)..<index]
        if let (number, end) = MessageText.target(in: message, behind: index), !words.isEmpty {
          parts += [.text(message[start..<opening]), .link(words, number: number)]
          start = end
          index = end
          bracket = nil
          continue
        }
        bracket = nil
      }
      index = message.index(after: index)
    }
    self.parts = parts + [.text(message[start...])]
  }

  /// The number in `(n)` behind the bracket at `bracket`, and where the text goes on.
  private static func target(
    in message: String, behind bracket: String.Index
  ) -> (number: Int, end: String.Index)? {
    let rest = message[message.index(after: bracket)...]
    guard rest.first == "(", let close = rest.firstIndex(of: ")"),
      let number = Int(rest[rest.index(after: rest.startIndex)..<close]), number > 0
    else { return nil }
    return (number, rest.index(after: close))
  }

  /// The message with the words of each link in its place.
  var plain: String {
    parts.map {
      switch $0 {
      case .text(let text), .link(let text, _): String(text)
      }
    }.joined()
  }

  /// The message as SARIF wants it (section 3.11.6): links to locations 1 to `count` stay, and every
  /// other bracket, and the backslash, is escaped.
  func sarif(linking count: Int) -> String {
    parts.map {
      switch $0 {
      case .text(let text): return MessageText.escaped(text)
      case .link(let text, let number) where number <= count:
        return "[\(MessageText.escaped(text))](\(number))"
      case .link(let text, _): return MessageText.escaped(text)
      }
    }.joined()
  }

  /// `text` without anything that SARIF would take for a link.
  static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
