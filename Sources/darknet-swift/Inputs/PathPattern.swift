#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Patterns such as `photos/*.jpg`, for callers whose shell does not expand them.
enum PathPattern {
  /// Whether the word has a character that patterns are made of.
  static func isPattern(_ word: RawPath) -> Bool {
    !Set(word.bytes).isDisjoint(with: Array("*?[".utf8))
  }

  /// The paths the pattern matches, in order.
  static func matches(of word: RawPath) -> [RawPath] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe glob(word.terminated, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(unsafe result.gl_pathc)).compactMap { index in
      guard let path = unsafe result.gl_pathv?[index] else { return nil }
      return unsafe RawPath(bytes: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }
  }
}
