import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One image to be looked at, or the reason why there is none.
struct ImageInput {
  /// Where the bytes come from.
  enum Source {
    /// The file of that path.
    case file
    /// Standard input.
    case standardInput
    /// Nowhere: a folder without images, a pattern that matches nothing.
    case nothing(CommandError)
  }

  /// What the caller called it; for files their path.
  let path: RawPath
  /// Where the bytes come from.
  let source: Source
  /// The path below the folder that was given, or the file's name: where an annotated copy belongs.
  let relativePath: RawPath

  /// The image in the file at `path`.
  static func file(_ path: RawPath, below folder: RawPath? = nil) -> ImageInput {
    let below = folder.map { $0.appending(RawPath("")).bytes.count } ?? 0
    let relative =
      folder == nil ? path.lastComponent : RawPath(bytes: Array(path.bytes.dropFirst(below)))
    return ImageInput(path: path, source: .file, relativePath: relative)
  }

  /// The image whose bytes come from standard input.
  static let standardInput = ImageInput(
    path: RawPath("-"), source: .standardInput, relativePath: RawPath("stdin"))

  /// A word that names no image.
  static func nothing(_ word: RawPath, _ message: String, help: String) -> ImageInput {
    let error = CommandError(.noInput, word.text, message, help: help)
    return ImageInput(path: word, source: .nothing(error), relativePath: word)
  }

  /// Whether the bytes come from a file.
  var isFile: Bool { if case .file = source { true } else { false } }

  /// Reads and decodes the image.
  ///
  /// - Throws: `ImageError` or `CommandError`.
  func load(channels: Int, exif: ExifPolicy) throws -> Image {
    switch source {
    case .nothing(let error): throw error
    case .standardInput:
      let bytes = try ByteSource.all(of: STDIN_FILENO, named: "standard input")
      return try Image(decoding: bytes, named: "standard input", channels: channels, exif: exif)
    case .file where path.isText:
      return try Image(contentsOf: path.text, channels: channels, exif: exif)
    case .file:
      let bytes = try ByteSource.all(ofFile: path)
      return try Image(decoding: bytes, named: path.text, channels: channels, exif: exif)
    }
  }
}
