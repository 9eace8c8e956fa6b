/// How far a rule has come in one text.
///
/// What a text may cost is bounded here: no rule searches a stretch again that it has searched,
/// however many of its literals stand there, and each gives up after so many matches, or literals
/// without one, which the scan then reports.
struct RuleProgress {
  /// Whether a literal of the rule stood in the text.
  var isBegun = false
  /// Nothing before this offset is looked at again.
  var searched = 0
  /// The stretch around the literals seen last that is still to be searched; empty for none.
  ///
  /// Windows that overlap become one stretch, so that no byte is searched for each of them anew.
  var waiting = 0..<0
  /// Matches so far.
  var matches = 0
  /// Literals at which no match started.
  var misses = 0
  /// The end of the last literal at which no match started.
  var missed = 0
  /// The end of the name that was read last because a literal stands in it, and whether a secret was
  /// found behind it.
  var ownName = (end: -1, hasValue: false)
  /// What is known of the rule's context words.
  var context = ContextProgress()
  /// Whether the rule gave up on the text.
  var isExhausted = false

  /// Matches of one rule in one text after which it gives up.
  static let matchesAtMost = 5_000

  /// Literals in a text of `count` bytes at which no match started, or whose assignment was read and
  /// holds no credential, after which a rule gives up that looks at each: one in 32 bytes, as no text has them that is not made to cost time, and
  /// some thousand more.
  static func missesAtMost(in count: Int) -> Int { count / 32 + 4_096 }

  /// A longer stretch is searched as several, so that a limit which ends one search costs no more
  /// than that.
  private static let longestStretch = 32 * 1024

  /// Adds `window` to what waits. Returns the stretch that has to be searched first, if they do not
  /// touch or are too long together.
  mutating func add(_ window: Range<Int>) -> Range<Int>? {
    guard !window.isEmpty else { return nil }
    if waiting.isEmpty {
      waiting = window
      return nil
    }
    let both =
      min(waiting.lowerBound, window.lowerBound)..<max(waiting.upperBound, window.upperBound)
    if both.count <= max(RuleProgress.longestStretch, window.count),
      both.count <= waiting.count + window.count
    {
      waiting = both
      return nil
    }
    defer { waiting = window }
    return waiting
  }
}
