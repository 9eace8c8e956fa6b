internal import CGit2

/// What an object is.
public enum ObjectKind: Sendable, Hashable {
  case commit, tree, blob, tag

  init?(_ type: git_object_t) {
    switch type {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }
}

extension Repository {
  /// Gives the object's kind and bytes to `body` without copying them.
  ///
  /// - Throws: `.missing` or `.corrupt`, and what `body` throws.
  public func withObject<R>(
    _ id: ObjectID, _ body: (ObjectKind, Span<UInt8>) throws(GitError) -> R
  ) throws(GitError) -> R {
    var object: OpaquePointer?
    var raw = id.raw
    let code = unsafe git_odb_read(&object, objects, &raw)
    guard code == 0, let object = unsafe object else { throw GitError.object(id, code: code) }
    defer { unsafe git_odb_object_free(object) }
    guard let kind = ObjectKind(unsafe git_odb_object_type(object)) else {
      throw GitError.corrupt(id, detail: "unknown type")
    }
    let start = unsafe git_odb_object_data(object)
    let bytes = unsafe UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self),
      count: start == nil ? 0 : git_odb_object_size(object))
    return try unsafe body(kind, bytes.span)
  }

  /// Gives the bytes of an object to `body`, if it is of the given kind.
  ///
  /// - Throws: `.missing`, or `.corrupt` also where it is of another kind.
  public func withObject<R>(
    _ id: ObjectID, as kind: ObjectKind, _ body: (Span<UInt8>) throws(GitError) -> R
  ) throws(GitError) -> R {
    try withObject(id) { (actual, bytes) throws(GitError) in
      guard actual == kind else {
        throw GitError.corrupt(id, detail: "it is a \(actual) where a \(kind) is expected")
      }
      return try body(bytes)
    }
  }

  /// An object's kind and its size in bytes, without reading all of it.
  ///
  /// - Throws: `.missing` or `.corrupt`.
  public func header(of id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
    var size = 0
    var type = GIT_OBJECT_INVALID
    var raw = id.raw
    let code = unsafe git_odb_read_header(&size, &type, objects, &raw)
    guard code == 0, let kind = ObjectKind(type) else { throw GitError.object(id, code: code) }
    return (kind, size)
  }

  /// Whether the repository has the object.
  public func contains(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return unsafe git_odb_exists(objects, &raw) == 1
  }

  /// Calls `body` with the id of every object: pack after pack, each in the order in which its
  /// objects stand in it, and loose ones; an object that is stored twice comes twice.
  ///
  /// Reading in this order touches each part of a pack once and finds most delta bases in libgit2's
  /// cache.
  ///
  /// - Throws: where a pack's index cannot be read.
  public func forEachObjectID(_ body: (ObjectID) -> Void) throws(GitError) {
    let code = withoutActuallyEscaping(body) { body in
      var visit = body
      return unsafe withUnsafeMutablePointer(to: &visit) { pointer in
        unsafe git_odb_foreach(
          objects,
          { id, payload in
            guard let id = unsafe id, let payload = unsafe payload else { return 0 }
            unsafe payload.assumingMemoryBound(to: ((ObjectID) -> Void).self)
              .pointee(ObjectID(id.pointee))
            return 0
          }, pointer)
      }
    }
    guard code == 0 else {
      throw GitError.last(code, subject: gitDirectory, action: "list the objects")
    }
  }
}
