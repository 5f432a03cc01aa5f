import CfgParser
import Engine

/// The images of a source, one of which is drawn for each example.
struct ImageDraw: Sendable {
  /// Where they are; at least one.
  let paths: [String]
  /// Channels they are read with.
  let channels: Int
  /// Pixels above which one is refused.
  let maximumPixelCount: Int
  /// What errors are about.
  let subject: String

  /// Images that are tried for one example before it is given up.
  static let attemptCount = 64

  /// Images for a network that takes such.
  ///
  /// - Throws: `ModelError` where there are no images, or the network takes none.
  init(_ network: Network, _ paths: [String], maximumPixelCount: Int) throws(ModelError) {
    guard network.takesImages, network.settings.width != nil else {
      throw ModelError(
        .noPicture, network.file,
        "the network takes \(network.inputShape), pictures have 1 or 3 channels")
    }
    guard !paths.isEmpty else {
      throw ModelError(.wrongInput, network.file, "there are no images to learn from")
    }
    (self.paths, self.maximumPixelCount) = (paths, maximumPixelCount)
    (channels, subject) = (network.inputShape.channels, network.file)
  }

  /// Draws an image that can be read; `prepare` says what it shows, or that it is of no use.
  ///
  /// - Reference: darknet `data.c`, `get_random_paths`: any image, each time anew.
  func draw<Content>(
    _ numbers: inout SeededNumbers, _ warnings: inout [LoadingWarning],
    prepare: (String, Image, inout [LoadingWarning]) -> Content?
  ) throws(ModelError) -> (image: Image, content: Content) {
    for _ in 0..<Self.attemptCount {
      let path = paths[numbers.below(paths.count)]
      do throws(ImageError) {
        let image = try Image(
          contentsOf: path, channels: channels, maximumPixelCount: maximumPixelCount)
        if let content = prepare(path, image, &warnings) { return (image, content) }
      } catch {
        warnings.append(
          LoadingWarning(
            subject: error.subject, message: "\(error.message); the image is left out"))
      }
    }
    throw ModelError(
      .wrongInput, subject,
      "none of \(Self.attemptCount) images drawn one after another can be used",
      help: warnings.last.map { "the last: \($0.subject): \($0.message)" })
  }
}
