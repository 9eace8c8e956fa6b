internal import CYaml

extension YAMLEventParser {
  /// The event as Swift; nil for the start of the stream, which says nothing.
  func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    let data = unsafe event.data
    switch unsafe event.type {
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_DOCUMENT_START_EVENT:
      return unsafe .documentStart(isExplicit: data.document_start.implicit == 0)
    case YAML_DOCUMENT_END_EVENT:
      return unsafe .documentEnd(isExplicit: data.document_end.implicit == 0)
    case YAML_ALIAS_EVENT: return unsafe .alias(string(data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT: return unsafe .scalar(scalar(data.scalar))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe data.sequence_start
      return unsafe .sequenceStart(
        YAMLCollection(
          isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, tag: string(start.tag),
          anchor: string(start.anchor)))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = unsafe data.mapping_start
      return unsafe .mappingStart(
        YAMLCollection(
          isFlow: start.style == YAML_FLOW_MAPPING_STYLE, tag: string(start.tag),
          anchor: string(start.anchor)))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return nil
    }
  }

  private func scalar(
    _ data: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar
  ) -> YAMLScalar {
    let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
    return unsafe YAMLScalar(
      text: String(decoding: bytes, as: UTF8.self), style: style(data.style),
      tag: string(data.tag), anchor: string(data.anchor))
  }

  private func style(_ style: yaml_scalar_style_t) -> YAMLScalarStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe text.map { unsafe String(cString: $0) }
  }
}
