/// How far containers are followed; what lies beyond is a notice.
public struct ContainerLimits: Sendable, Hashable {
  /// Containers inside containers. An image holds a layer, which holds an application's jar, which
  /// holds its libraries' jars: that is four, and one more for whoever packs it up.
  public var depth = 6
  /// Files in one container and all that it holds: far more than an image has, and few enough that
  /// a list of empty names ends within seconds.
  public var entries = 2_000_000
  /// How many times its own size a container may hold, once it is over `freeBytes`. Text shrinks to
  /// a twentieth, logs to a hundredth at best; deflate's bound is 1:1032, and bombs are near it.
  public var ratio = 200
  /// Bytes that any container may hold, however small it is.
  public var freeBytes = 64 << 20
  /// Bytes that no container may exceed: a minute or two of work.
  public var bytes = 16 << 30

  public init() {}

  /// What a container of `size` bytes may hold in all.
  func allowance(size: Int) -> Int {
    size >= bytes / ratio ? bytes : max(freeBytes, size * ratio)
  }
}
