import Rules

/// What letters cost, in bits, as text of words and of names of code.
///
/// A model of three letters: the cost of one depends on the two before it, or on the start of the
/// word. The table is in the file of weights, and `make train` counts it anew.
struct LetterCosts: Sendable {
  /// Half bits, by 27 × 27 × 27: two letters and the one behind them; 0 stands for no letter.
  private let table: [UInt8]

  init(_ table: [UInt8]) {
    precondition(table.count == 27 * 27 * 27, "the table of letters has another size")
    self.table = table
  }

  /// The bits of a run of letters from its start to its end.
  func cost(of letters: ArraySlice<UInt8>) -> Double {
    var sum = 0
    var place = 0
    for byte in letters {
      let letter = Int(byte.lowered & 0x1F)
      sum += Int(table[place * 27 + letter])
      place = (place % 27) * 27 + letter
    }
    return Double(sum) / 2
  }
}
