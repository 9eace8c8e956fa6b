import Findings
import Testing

@Suite struct BaselineTests {
  private let today = CalendarDate(secondsSince1970: 1_781_481_600)  // 2026-06-15

  private func parse(_ text: String) throws(BaselineError) -> Baseline {
    try Baseline.parse(Array(text.utf8), file: ".shrike-baseline")
  }

  private func digits(_ character: Character) -> String { String(repeating: character, count: 32) }

  private func line(_ digit: Character, until: String = "-") -> String {
    "\(digits(digit))\taws-key\ta/b.env\told sample\tteam-x\t\(until)\n"
  }

  @Test func writesOneSortedLineAFinding() throws {
    let findings = [
      finding("second", path: "b.env"), finding("first", path: "a.env"),
      finding("first", path: "copy.env"),
    ]
    let baseline = Baseline.creating(
      from: findings, reason: "before the audit", owner: "", until: today)
    let lines = baseline.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 2)
    #expect(lines == lines.sorted())
    for line in lines {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(columns.count == 6)
      #expect(Array(columns[3...]) == ["before the audit", "-", "2026-06-15"])
    }
    #expect(try parse(baseline.text) == baseline)
    #expect(try parse(baseline.text).text == baseline.text)
  }

  @Test func keepsAnyTextAndPath() throws {
    let texts = ["", "-", "\\", "a\tb\nc\rd", "\\x41", "é😀", "\u{7F}\u{85}\u{1}", "--", "# x"]
    var entries: [Baseline.Entry] = []
    for (index, text) in texts.enumerated() {
      let fingerprint = FingerprintKey.standard.secret([UInt8(index)])
      entries.append(
        Baseline.Entry(
          fingerprint: fingerprint, ruleID: "aws-key", path: RepositoryPath(text), reason: text,
          owner: text, until: nil))
    }
    entries.append(
      Baseline.Entry(
        fingerprint: FingerprintKey.standard.secret([99]), ruleID: "aws-key",
        path: RepositoryPath(bytes: [0xFF, 0x5C, 0x78, 0xC3, 0x28]), reason: "r", owner: "o",
        until: nil))
    let baseline = Baseline(entries: entries)
    #expect(try parse(baseline.text) == baseline)
    #expect(baseline.text.split(separator: "\n").count { !$0.hasPrefix("#") } == entries.count)
  }

  @Test func acceptsWhatAMergeLeaves() throws {
    let merged = line("b", until: "2027-01-01") + line("a") + "\r\n" + line("b") + "# note\n"
    let baseline = try parse(merged)
    #expect(baseline.entries.map(\.fingerprint.text) == [digits("a"), digits("b")])
    #expect(baseline.entries.last?.until == CalendarDate(text: "2027-01-01"))
    let later = try parse(line("b", until: "2028-01-01") + line("b", until: "2027-01-01"))
    #expect(later.entries.map(\.until) == [CalendarDate(text: "2027-01-01")])
    let windows = try parse(line("a").replacing("\n", with: "\r\n"))
    #expect(windows.entries.count == 1 && windows.entries.first?.until == nil)
  }

  @Test func namesTheLineOfAFault() {
    let faults = [
      ("<<<<<<< HEAD\n", "merge conflict"), ("=======\n", "merge conflict"),
      (">>>>>>> topic\n", "merge conflict"), ("||||||| base\n", "merge conflict"),
      ("word\n", "six columns"), (line("c").replacing("\t", with: " "), "six columns"),
      (line("c").replacing("\n", with: "\textra\n"), "six columns"),
      (line("g"), "32 hexadecimal"), (line("c", until: "2026-02-30"), "YYYY-MM-DD"),
      (line("c", until: ""), "YYYY-MM-DD"),
      (line("c").replacing("old", with: "o\\ld"), "backslash"),
      (line("c").replacing("old", with: "o\\x+1"), "backslash"),
      (line("c").replacing("sample", with: "\\"), "backslash"),
    ]
    for (fault, words) in faults {
      do {
        _ = try parse("# header\n" + line("a") + fault)
        Issue.record("accepted: \(fault)")
      } catch {
        #expect(error.line == 3)
        #expect(error.message.contains(words), "\(fault) gives \(error.message)")
        #expect(error.description.hasPrefix(".shrike-baseline:3: "))
      }
    }
  }

  @Test func anEntryHoldsUntilItsLastDay() throws {
    let baseline = try parse(
      line("a", until: "2026-06-15") + line("b", until: "2026-06-14") + line("c"))
    func isAccepted(_ digit: Character) throws -> Bool {
      baseline.entry(for: try #require(Fingerprint(text: digits(digit))), today: today) != nil
    }
    #expect(try isAccepted("a") && !isAccepted("b") && isAccepted("c") && !isAccepted("d"))
    let notices = baseline.notices(today: today, file: "known")
    #expect(notices.map(\.subject) == ["known"])
    #expect(notices.map(\.kind) == [.warning])
    #expect(notices.first?.message.contains("2026-06-14") == true)
    #expect(notices.first?.message.contains("a/b.env") == true)
  }

  @Test func updatingRefreshesPathsAndKeepsTheRest() {
    let old = Baseline.creating(
      from: [finding("s1", path: "old.env"), finding("s2", path: "gone.env")],
      reason: "why", owner: "me", until: today)
    let found = [finding("s1", path: "new/place.env"), finding("s3", path: "new.env")]
    let updated = old.updated(with: found, reason: "later", owner: "you", until: nil)
    #expect(updated.entries.count == 3)
    let moved = updated.entry(for: found[0].fingerprint, today: today)
    #expect(moved?.path == RepositoryPath("new/place.env"))
    #expect(moved?.reason == "why" && moved?.owner == "me" && moved?.until == today)
    let added = updated.entry(for: found[1].fingerprint, today: today)
    #expect(added?.reason == "later" && added?.owner == "you" && added?.until == nil)

    let pruned = updated.pruned(to: found)
    #expect(Set(pruned.entries.map(\.fingerprint)) == Set(found.map(\.fingerprint)))
    #expect(pruned.entries.contains { $0.reason == "why" })
  }

  @Test func neverHoldsASecretThatStandsInAPath() {
    let secret = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"
    let findings = [
      finding(secret, path: "dumps/\(secret).txt", kind: .fileName),
      finding("other", path: "dumps/\(secret).txt"),
      finding(secret, rule: "generic", path: "encoded-name.txt", kind: .fileName),
    ]
    let text = Baseline.creating(from: findings, reason: "r", owner: "o", until: nil).text
    #expect(!text.contains(secret))
    #expect(!text.contains("encoded-name"))
    #expect(text.contains("dumps/ghp_***.txt"))
  }

  @Test func theSameFindingsGiveTheSameBytes() {
    let findings = (0..<50).map { finding("secret \($0)", path: "f\($0 % 7)") }
    let text = Baseline.creating(from: findings, reason: "", owner: "", until: nil).text
    let reversed = Baseline.creating(from: findings.reversed(), reason: "", owner: "", until: nil)
    #expect(reversed.text == text)
    let copies = [finding("s", path: "b"), finding("s", path: "a")]
    for findings in [copies, copies.reversed()] {
      let baseline = Baseline.creating(from: findings, reason: "", owner: "", until: nil)
      #expect(baseline.entries.map(\.path) == [RepositoryPath("a")])
    }
  }
}

/// A leak of `secret` at the head of the file at `path`.
func finding(
  _ secret: String, rule: String = "aws-key", path: String, kind: Occurrence.Kind = .file
) -> Finding {
  let bytes = Array(secret.utf8)
  let key = FingerprintKey.standard
  return Finding(
    ruleID: rule, severity: .high, confidence: .high, message: "m",
    fingerprint: key.finding(ruleID: rule, parts: [bytes]),
    secret: Secret(
      bytes: bytes, fingerprint: key.secret(bytes), mask: String(secret.prefix(4)) + "***"),
    occurrences: [
      Occurrence(
        path: RepositoryPath(path), kind: kind,
        region: Region(startLine: 1, startColumn: 1, endLine: 1, endColumn: 2),
        snippet: Snippet(text: "", highlight: 0..<0), lineHash: "0:1")
    ])
}
