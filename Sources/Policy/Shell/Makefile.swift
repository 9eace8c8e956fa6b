/// Shell text of a makefile's recipes (GNU make manual, "Writing Recipes in Rules").
enum Makefile {
  /// The recipes of each run of recipe lines, as a shell sees them: without the tab and `@`, `-`,
  /// `+`, with `$$` as `$`, and with make's own `$(NAME)` as `${NAME}`.
  static func recipes(in source: SourceText) -> [MappedText] {
    let bytes = source.bytes
    var recipes: [MappedText] = []
    var pieces: [MappedText.Piece] = []
    var line = 0
    var isContinued = false
    while line < bytes.count {
      let stop = min(bytes.lineBreak(from: line, limit: bytes.count) + 1, bytes.count)
      let isRecipe = bytes[line] == 0x09 || (isContinued && !pieces.isEmpty)
      if isRecipe {
        add(line..<stop, in: bytes, isContinued: isContinued, to: &pieces)
      } else if !isBlankOrComment(line..<stop, in: bytes), !pieces.isEmpty {
        recipes.append(MappedText(source: source, pieces: pieces))
        pieces = []
      }
      let text = bytes[line..<stop].last { !($0 == 0x0A || $0 == 0x0D) }
      isContinued = isRecipe && text == ascii("\\")
      line = stop
    }
    if !pieces.isEmpty { recipes.append(MappedText(source: source, pieces: pieces)) }
    return recipes
  }

  /// Blank lines, comments and conditionals do not end a recipe.
  private static func isBlankOrComment(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let first = bytes[line].first(where: { !$0.isSpace }) else { return true }
    let words = ["ifeq", "ifneq", "ifdef", "ifndef", "else", "endif"]
    return first == ascii("#")
      || words.contains { bytes[line].drop(while: \.isBlank).starts(with: $0.utf8) }
  }

  private static func add(
    _ line: Range<Int>, in bytes: [UInt8], isContinued: Bool, to pieces: inout [MappedText.Piece]
  ) {
    var index = line.lowerBound
    if bytes[index] == 0x09 { index += 1 }
    if !isContinued {
      while index < line.upperBound, bytes[index].isBlank || "@-+".utf8.contains(bytes[index]) {
        index += 1
      }
    }
    var run = index
    while index < line.upperBound {
      guard bytes[index] == ascii("$"), index + 1 < line.upperBound,
        let made = substitute(at: index, in: bytes, limit: line.upperBound)
      else {
        index += 1
        continue
      }
      pieces.append(MappedText.Piece(file: run..<index))
      pieces += made
      index = made.last?.file.upperBound ?? index + 1
      run = index
    }
    pieces.append(MappedText.Piece(file: run..<line.upperBound))
  }

  /// What a shell sees of the reference at `offset`; nil for what is the same to both.
  private static func substitute(
    at offset: Int, in bytes: [UInt8], limit: Int
  ) -> [MappedText.Piece]? {
    let next = bytes[offset + 1]
    if next == ascii("$") {
      return [MappedText.Piece(file: offset..<(offset + 2), replacement: [ascii("$")])]
    }
    if "@<^+?*%|".utf8.contains(next) {
      return [MappedText.Piece(file: offset..<(offset + 2), replacement: Array("${_}".utf8))]
    }
    guard next == ascii("(") else { return nil }
    if bytes.has("shell ", at: offset + 2) {
      return [MappedText.Piece(file: offset..<(offset + 8), replacement: Array("$(".utf8))]
    }
    var stop = offset + 2
    while stop < limit, bytes[stop].isIdentifier || bytes[stop] == ascii("-") { stop += 1 }
    guard stop < limit, stop > offset + 2, bytes[stop] == ascii(")") else { return nil }
    return [
      MappedText.Piece(file: offset..<(offset + 2), replacement: Array("${".utf8)),
      MappedText.Piece(file: (offset + 2)..<stop),
      MappedText.Piece(file: stop..<(stop + 1), replacement: [ascii("}")]),
    ]
  }
}
