import Rules

/// Reads a TOML text (v1.0.0) into nodes that keep their lines.
///
/// All of TOML but dates, which no configuration of a scanner has: strings of all four kinds,
/// arrays, tables, arrays of tables, inline tables, numbers and booleans. What it does not know it
/// refuses. (TOMLKit would read it too, but keeps no lines, which every message here needs, and
/// takes fifty seconds of every build from source.)
enum TOMLFile {
  /// - Throws: `FieldError` with the line of a fault. No text of the file is quoted.
  static func node(of text: String, file: String) throws(FieldError) -> FieldNode {
    guard text.utf8.count <= YAMLFile.byteLimit else {
      throw FieldError(file: file, line: nil, message: "the file is larger than 1 MiB")
    }
    var values = TOMLValueReader(cursor: TextCursor(text, file: file))
    let root = TOMLTable(line: 1)
    var current = root
    while true {
      values.skipBlankLines()
      guard values.cursor.next != nil else { return root.node }
      let line = values.cursor.line
      if values.cursor.take("[[") {
        let keys = try values.keys()
        try values.expect("]]")
        current = try root.append(at: keys, line: line, cursor: values.cursor)
      } else if values.cursor.take("[") {
        let keys = try values.keys()
        try values.expect("]")
        current = try root.define(at: keys, line: line, cursor: values.cursor)
      } else {
        try values.entry(into: current, depth: 0)
      }
      try values.endLine()
    }
  }
}

/// A table while it is read.
final class TOMLTable {
  private enum Value {
    case node(FieldNode)
    case table(TOMLTable)
    case tables([TOMLTable])
  }

  private let line: Int
  private var entries: [(key: String, line: Int, value: Value)] = []
  /// Whether its own header, or a key, has made it already.
  private var isDefined = false

  init(line: Int) { self.line = line }

  var node: FieldNode {
    .map(
      entries.map { entry in
        let value: FieldNode =
          switch entry.value {
          case .node(let node): node
          case .table(let table): table.node
          case .tables(let tables): .list(tables.map(\.node), line: entry.line)
          }
        return FieldNode.Entry(key: entry.key, line: entry.line, value: value)
      }, line: line)
  }

  /// Sets the value of a key, whose dots lead into tables.
  func set(
    _ node: FieldNode, at keys: [String], line: Int, cursor: TextCursor
  ) throws(FieldError) {
    let table = try self.table(at: keys.dropLast(), line: line, cursor: cursor)
    guard let key = keys.last, !table.entries.contains(where: { $0.key == key }) else {
      throw cursor.fault("a key is written twice in one table; keep one")
    }
    table.entries.append((key, line, .node(node)))
  }

  /// The table that a header `[a.b]` opens.
  func define(
    at keys: [String], line: Int, cursor: TextCursor
  ) throws(FieldError) -> TOMLTable {
    let table = try self.table(at: keys[...], line: line, cursor: cursor, isHeader: true)
    guard !table.isDefined else {
      throw FieldError(
        file: cursor.file, line: line, message: "this table is written twice; keep one")
    }
    table.isDefined = true
    return table
  }

  /// The table that a header `[[a.b]]` adds.
  func append(
    at keys: [String], line: Int, cursor: TextCursor
  ) throws(FieldError) -> TOMLTable {
    let parent = try table(at: keys.dropLast(), line: line, cursor: cursor)
    let added = TOMLTable(line: line)
    added.isDefined = true
    let key = keys.last ?? ""
    guard let index = parent.entries.firstIndex(where: { $0.key == key }) else {
      parent.entries.append((key, line, .tables([added])))
      return added
    }
    guard case .tables(let tables) = parent.entries[index].value else {
      throw FieldError(
        file: cursor.file, line: line,
        message: "this name is a table or a value already, and cannot be a list of tables")
    }
    parent.entries[index].value = .tables(tables + [added])
    return added
  }

  /// The table at `keys`, made where it is missing; of a list of tables the last.
  private func table(
    at keys: ArraySlice<String>, line: Int, cursor: TextCursor, isHeader: Bool = false
  ) throws(FieldError) -> TOMLTable {
    guard let key = keys.first else { return self }
    let next: TOMLTable
    switch entries.first(where: { $0.key == key })?.value {
    case .table(let table): next = table
    case .tables(let tables) where !tables.isEmpty && !(isHeader && keys.count == 1):
      next = tables[tables.count - 1]
    case nil:
      next = TOMLTable(line: line)
      entries.append((key, line, .table(next)))
    default:
      throw FieldError(
        file: cursor.file, line: line, message: "this name is a value already, and no table")
    }
    return try next.table(at: keys.dropFirst(), line: line, cursor: cursor, isHeader: isHeader)
  }
}
