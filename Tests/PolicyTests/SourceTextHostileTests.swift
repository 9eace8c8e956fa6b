import Findings
import Testing

@testable import Policy

/// Texts of syntax thrown together: whatever they are, readers end, and ranges stay in the file.
@Suite struct SourceTextHostileTests {
  private static let pieces = [
    "\"", "'", "`", "$", "${", "}", "{", "(", ")", "[", "]", "<<E", "<<-E\n", "E\n", "\n", "\r\n",
    " ", "#", "\\", "=", "a", "b=", "case x in ", "esac", ";;", "|", "||", "&", "<", ">", "<v>",
    "{{", "}}", "$((", "))", "/*", "*/", "//", "for ", "if ", "%{", "?", ":", ",", "é", "\u{1F600}",
    "\0", "\t@", "$$", "```sh\n", "```\n", "$ ", "true", "1", ".", "export ", ":-", "\\u12",
  ]

  /// Made from a fixed seed (Marsaglia, "Xorshift RNGs").
  private struct Generator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
  }

  @Test(arguments: 1...40)
  func readersStayInTheFile(_ seed: Int) {
    var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<60 {
      let count = 1 + generator.next(below: 40)
      let text = (0..<count).map { _ in
        Self.pieces[generator.next(below: Self.pieces.count)]
      }.joined()
      check(text)
    }
  }

  private func check(_ text: String) {
    let whole = 0..<text.utf8.count
    func isInside(_ range: Range<Int>) -> Bool { range.clamped(to: whole) == range }
    for path in ["a.sh", "Makefile", "a.md"] {
      for script in ShellSource.scripts(in: source(text, path: path)) {
        for command in script.commands {
          #expect(isInside(script.text.range(of: command.range)))
          #expect(command.words.allSatisfy { isInside(script.text.range(of: $0.content)) })
          _ = script.pipeline(of: command)
          _ = command.values(of: "-a")
        }
        #expect(script.expansions.allSatisfy { isInside(script.text.range(of: $0.range)) })
        for expansion in script.expansions { _ = script.region(of: expansion.operationRange) }
      }
    }
    for path in ["a.tf", "a.tf.json"] {
      TerraformFile(source(text, path: path))?.forEachSite { site in
        #expect(isInside(site.nameRange) && isInside(site.expression.range))
      }
    }
    let dotenv = DotenvFile(source(text))
    #expect(dotenv.entries.allSatisfy { isInside($0.valueRange) && isInside($0.keyRange) })
    #expect(dotenv.entries.allSatisfy { $0.references.allSatisfy { isInside($0.range) } })
    _ = SOPSTree(dotenv, source: source(text))
  }
}
