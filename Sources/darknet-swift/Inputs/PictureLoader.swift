import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads the inputs of a call as pictures for a network.
struct PictureLoader: Sendable {
  /// The network, for the channels that it takes.
  let network: Network
  /// What becomes of a turned camera's note.
  let exif: ExifPolicy
  /// Pixels an image may have.
  let maximumPixelCount: Int
  /// Where is told what looks wrong.
  let messages: Messages

  /// Reads and decodes an input; the first bytes decide whether it is an image or an array.
  ///
  /// - Throws: `ImageError`, `NpyError` or `CommandError`.
  func load(_ input: ImageInput) throws -> Picture {
    switch input.source {
    case .nothing(let error): throw error
    case .bytes(let bytes): return try picture(bytes, named: input.path.text)
    case .standardInput:
      let bytes = try ByteSource.all(of: STDIN_FILENO, named: "standard input")
      return try picture(bytes, named: "standard input")
    case .file:
      let isArray = Self.isArray(input.path)
      guard input.path.isText, !isArray, network.takesImages else {
        let bytes = try ByteSource.all(ofFile: input.path)
        return try picture(bytes, named: input.path.text)
      }
      return .image(
        try Image(
          contentsOf: input.path.text, channels: network.inputShape.channels, exif: exif,
          maximumPixelCount: maximumPixelCount))
    }
  }

  private func picture(_ bytes: [UInt8], named name: String) throws -> Picture {
    guard !PictureArray.isArray(bytes) else { return .array(try array(bytes, named: name)) }
    guard network.takesImages else {
      throw CommandError(
        .badData, name,
        "the network takes \(network.inputShape.channels) channels, images have 1 or 3",
        help: "give .npy files: float32 (0 to 1) or uint8, of shape (channels, height, width)")
    }
    return .image(
      try Image(
        decoding: bytes, named: name, channels: network.inputShape.channels, exif: exif,
        maximumPixelCount: maximumPixelCount))
  }

  private func array(_ bytes: [UInt8], named name: String) throws -> PictureArray {
    let array = try PictureArray(parsing: bytes, named: name)
    let range = array.range
    if range.lowerBound < 0 || range.upperBound > 1 {
      messages.warn(
        name,
        "the array has values from \(range.lowerBound) to \(range.upperBound); networks that were"
          + " trained on pictures take 0 to 1")
    }
    return array
  }

  /// Whether a file starts as an array does; what cannot be read is not one, and told of later.
  private static func isArray(_ path: RawPath) -> Bool {
    // Only plain files can be read twice.
    guard SystemCall.status(of: path)?.isRegularFile == true else { return false }
    let descriptor = unsafe open(path.terminated, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return PictureArray.isArray(SystemCall.read(descriptor, count: 8) ?? [])
  }
}
