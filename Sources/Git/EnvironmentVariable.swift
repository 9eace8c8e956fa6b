#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The process's environment, one variable at a time: Foundation makes a dictionary of all of them,
/// which a hook need not wait for.
public enum EnvironmentVariable {
  /// The value of `name`; nil where it is unset or empty.
  public static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    let value = unsafe String(cString: text)
    return value.isEmpty ? nil : value
  }
}
