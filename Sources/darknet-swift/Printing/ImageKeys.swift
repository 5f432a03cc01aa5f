#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The keys every object about an image starts with.
enum ImageKeys {
  /// The caller's `id`, if there is one, and the path.
  static func input(_ input: ImageInput) -> [(String, JSONValue)] {
    (input.id.map { [("id", $0.json)] } ?? []) + path(input.path)
  }

  /// `image`, and where the path is no UTF-8 its bytes as `path_base64`.
  static func path(_ path: RawPath) -> [(String, JSONValue)] {
    let text = ("image", JSONValue.string(path.text))
    guard !path.isText else { return [text] }
    return [text, ("path_base64", .string(Data(path.bytes).base64EncodedString()))]
  }

  /// The id, the path, and the size in pixels.
  static func input(
    _ input: ImageInput, width: Int, height: Int
  ) -> [(String, JSONValue)] {
    self.input(input) + [("width", .int(width)), ("height", .int(height))]
  }
}
