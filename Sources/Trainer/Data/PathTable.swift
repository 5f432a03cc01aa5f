/// What belongs to images, found by their paths: by the whole path, or by the longest ending of it
/// that belongs to one alone.
///
/// Lists of images and files about them were often written in different folders, so that only the
/// endings agree; where two images have one name, the folders tell which is meant.
package struct PathTable<Value: Sendable>: Sendable {
  private var values: [Value] = []
  private var paths: [String: Int] = [:]
  /// By the endings of all paths; nil where several have the ending.
  private var endings: [Substring: Int?] = [:]

  /// Nothing yet.
  package init() {}

  /// Adds what belongs to the image at `path`; of two for one path the later counts.
  package mutating func add(_ value: Value, for path: String) {
    if let place = paths[path] {
      values[place] = value
      return
    }
    for ending in Self.endings(of: path) {
      endings[ending] = endings[ending] == nil ? values.count : .some(nil)
    }
    paths[path] = values.count
    values.append(value)
  }

  /// What belongs to the image at `path`; nil where nothing does, or nobody knows which.
  package subscript(path: String) -> Value? {
    if let place = paths[path] { return values[place] }
    for ending in Self.endings(of: path) {
      if let place = endings[ending] { return place.map { values[$0] } }
    }
    return nil
  }

  /// The path from each of its parts on, the longest first: `a/b/c`, `b/c`, `c`.
  private static func endings(of path: String) -> [Substring] {
    [path[...]]
      + path.indices.lazy.filter { path[$0] == "/" }.map { path[path.index(after: $0)...] }
  }
}
