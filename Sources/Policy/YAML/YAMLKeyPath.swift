/// The way from a document's root to a node.
public struct YAMLKeyPath: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var components: [Component]

  public enum Component: Sendable, Hashable {
    case key(String)
    /// 0-based.
    case index(Int)
  }

  public init(_ components: [Component] = []) { self.components = components }

  /// The last key on the way, over any indices behind it; nil where there is none.
  public var lastKey: String? {
    for component in components.reversed() {
      if case .key(let key) = component { return key }
    }
    return nil
  }

  /// As people write it: `spec.containers[0].env`, `data["tls.crt"]`.
  public var description: String {
    var text = ""
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key):
        let isPlain = !key.isEmpty && !key.utf8.contains { ".[]\"".utf8.contains($0) }
        if isPlain {
          text += text.isEmpty ? key : "." + key
        } else {
          text += "[\"" + key + "\"]"
        }
      }
    }
    return text
  }

  /// Whether it is the way that `query` describes.
  public func matches(_ query: YAMLQuery) -> Bool {
    components.count == query.steps.count
      && zip(components, query.steps).allSatisfy { component, step in
        switch (component, step) {
        case (.key(let key), .key(let wanted)): key == wanted
        case (.index, .items), (.key, .any): true
        case (.index(let index), .item(let wanted)): index == wanted
        default: false
        }
      }
  }

  public static func < (left: YAMLKeyPath, right: YAMLKeyPath) -> Bool {
    left.description < right.description
  }
}

/// A path with wildcards, as configuration writes it: `extraSecretStores[].namespace`, `env.*`,
/// `items[0].name`, `data["tls.crt"]`.
public struct YAMLQuery: Sendable, Hashable, ExpressibleByStringLiteral {
  let steps: [Step]

  enum Step: Sendable, Hashable {
    case key(String)
    /// `*`: each value of a mapping.
    case any
    /// `[]`: each item of a sequence.
    case items
    case item(Int)
  }

  public init(stringLiteral text: String) { self.init(text) }

  public init(_ text: String) {
    var steps: [Step] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "." {
        rest = rest.dropFirst()
      } else if first == "[", let end = rest.firstIndex(of: "]") {
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        if inside.hasPrefix("\""), inside.hasSuffix("\""), inside.count > 1 {
          steps.append(.key(String(inside.dropFirst().dropLast())))
        } else {
          steps.append(Int(inside).map(Step.item) ?? .items)
        }
        rest = rest[rest.index(after: end)...]
      } else {
        let start = first == "[" ? rest.dropFirst() : rest
        let word = start.prefix { $0 != "." && $0 != "[" }
        rest = start.dropFirst(word.count)
        steps.append(word == "*" ? .any : .key(String(word)))
      }
    }
    self.steps = steps
  }
}
