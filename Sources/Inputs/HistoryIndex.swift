/// Where and when every blob of a history stood.
public struct HistoryIndex: Sendable {
}
