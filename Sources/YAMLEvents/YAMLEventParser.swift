internal import CYaml

/// libyaml's event parser over a copy of some UTF-8 bytes, for one stream and one thread.
///
/// libyaml counts characters; the marks given out are in bytes. A byte order mark at the start is
/// passed over and counted. After a problem, and after the stream's end, `next` repeats it.
@safe public struct YAMLEventParser: ~Copyable {
  /// On the heap, since libyaml keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  private let offsets: ByteOffsets
  private let depthLimit: Int
  private var depth = 0
  private var end: Result<YAMLEvent, YAMLProblem>?

  /// - Parameter depthLimit: how many collections may stand in each other.
  public init(_ bytes: Span<UInt8>, depthLimit: Int = 128) {
    unsafe parser = .allocate(capacity: 1)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      _ = unsafe copy.initialize(fromContentsOf: source)
    }
    unsafe text = copy
    offsets = ByteOffsets(bytes)
    self.depthLimit = depthLimit
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      fatalError("libyaml does not start: out of memory")
    }
    // Said, not guessed: libyaml would take UTF-16 for text, and its marks would mean nothing.
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // After the byte order mark, which would shift the first line by a column.
    unsafe yaml_parser_set_input_string(
      parser, text.baseAddress.map { unsafe $0 + offsets.start }, bytes.count - offsets.start)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next event; the start of the stream is none.
  ///
  /// - Throws: `YAMLProblem`, at the place where libyaml stopped.
  public mutating func next() throws(YAMLProblem) -> YAMLEvent {
    if let end { return try end.get() }
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw stop(at: problem()) }
      defer { unsafe yaml_event_delete(&event) }
      guard let kind = unsafe kind(of: event) else { continue }
      let start = unsafe mark(event.start_mark)
      try follow(kind, at: start)
      let read = unsafe YAMLEvent(kind: kind, start: start, end: mark(event.end_mark))
      if kind == .streamEnd { end = .success(read) }
      return read
    }
  }

  /// Counts how deep the event is.
  private mutating func follow(_ kind: YAMLEvent.Kind, at mark: YAMLMark) throws(YAMLProblem) {
    switch kind {
    case .sequenceStart, .mappingStart:
      depth += 1
      guard depth <= depthLimit else {
        throw stop(at: YAMLProblem(.limit, message: deepMessage, mark: mark))
      }
    case .sequenceEnd, .mappingEnd: depth -= 1
    default: break
    }
  }

  private var deepMessage: String { "nested deeper than \(depthLimit) levels" }

  private mutating func stop(at problem: YAMLProblem) -> YAMLProblem {
    end = .failure(problem)
    return problem
  }

  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    YAMLMark(
      offset: offsets.offset(ofCharacter: mark.index), line: mark.line, column: mark.column)
  }

  /// What libyaml says went wrong: its own fixed texts, never the input's.
  private func problem() -> YAMLProblem {
    let words = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
    switch unsafe parser.pointee.error {
    case YAML_READER_ERROR:
      let offset = unsafe offsets.start + parser.pointee.problem_offset
      return unsafe YAMLProblem(
        .encoding, message: words ?? "not UTF-8", mark: place(ofByte: min(offset, text.count)))
    case YAML_MEMORY_ERROR:
      return unsafe YAMLProblem(
        .limit, message: "out of memory", mark: mark(parser.pointee.mark))
    // libyaml's own limit of 1,000 flow collections: it looks ahead as far as the line goes.
    case YAML_PARSER_ERROR where words?.hasPrefix("Maximum nesting level") == true:
      return unsafe YAMLProblem(
        .limit, message: deepMessage, mark: mark(parser.pointee.problem_mark))
    default:
      return unsafe YAMLProblem(
        .syntax, message: words ?? "not YAML", mark: mark(parser.pointee.problem_mark))
    }
  }

  /// The mark of a byte that libyaml has not counted yet.
  private func place(ofByte offset: Int) -> YAMLMark {
    var (line, column) = (0, 0)
    for index in offsets.start..<offset {
      let byte = unsafe text[index]
      if byte == 0x0A {
        (line, column) = (line + 1, 0)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return YAMLMark(offset: offset, line: line, column: column)
  }
}
