#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A line of standard input that names an image: a path, or a JSON object with an `id` and either a
/// `path` or the bytes of the image as `image_base64`.
///
/// Other keys mean nothing here and may be there.
struct InputRecord {
  /// The input the line stands for; a line that makes no sense is one that fails.
  let input: ImageInput

  /// Reads the line with that number, counted from 1.
  init(_ line: [UInt8], number: Int) {
    let line = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...])
    let start = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    switch start {
    case nil: input = Self.failing("the line is empty", number)
    case UInt8(ascii: "{"): input = Self.input(of: line, number)
    default: input = .listed(RawPath(bytes: line))
    }
  }

  /// The input that stands for a line of more bytes than allowed.
  static func tooLong(_ limit: Int, number: Int) -> ImageInput {
    failing("the line has more than \(limit >> 20) MiB", number)
  }

  private static func input(of line: [UInt8], _ number: Int) -> ImageInput {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)) else {
      return failing("the line starts as a JSON object but is none that can be read", number)
    }
    let id = fields.id
    guard let text = fields.image_base64 else {
      guard let path = fields.rawPath else {
        return failing("the record has neither 'path' nor 'image_base64'", number, id: id)
      }
      return ImageInput.listed(path).identified(by: id)
    }
    let name = fields.rawPath ?? RawPath(id.map(\.text) ?? "line \(number)")
    guard let bytes = Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
      return failing("'image_base64' is not base64", number, id: id)
    }
    return ImageInput(path: name, source: .bytes(Array(bytes)), relativePath: name, id: id)
  }

  private static func failing(
    _ message: String, _ number: Int, id: InputID? = nil
  ) -> ImageInput {
    let name = "line \(number)"
    let error = CommandError(
      .badData, name, message,
      help: #"a path, or {"id": …, "path": …}, or {"id": …, "image_base64": …} is read"#)
    return ImageInput(
      path: RawPath(name), source: .nothing(error), relativePath: RawPath(name), id: id)
  }

  /// The keys that are read.
  private struct Fields: Decodable {
    let id: InputID?
    let path: String?
    let path_base64: String?
    let image_base64: String?

    /// The path; one that is no UTF-8 comes as base64, as we print it ourselves.
    var rawPath: RawPath? {
      path_base64.flatMap { Data(base64Encoded: $0) }.map { RawPath(bytes: Array($0)) }
        ?? path.map { RawPath($0) }
    }
  }
}
