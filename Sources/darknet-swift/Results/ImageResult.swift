import Engine

/// What came of one image: what every output is made from.
struct ImageResult<Finding> {
  /// The image, as the caller named it.
  let input: ImageInput
  /// Its pixels, as it is displayed, or the values in their place.
  let picture: Picture
  /// What was found in it.
  let finding: Finding
  /// How long that took.
  let duration: Duration
  /// Whether the call means this image alone.
  let isAlone: Bool

  /// Its pixels.
  ///
  /// - Throws: `CommandError` for an array, which has none that could be shown.
  var image: Image {
    get throws(CommandError) {
      guard case .image(let image) = picture else {
        throw CommandError(
          .badData, input.path.text, "is an array, there is no image to draw or to cut",
          help: "leave out what makes pictures, or give images")
      }
      return image
    }
  }
}

/// The objects in an image.
typealias DetectionResult = ImageResult<[Detection]>
/// The classes an image may belong to.
typealias ClassificationResult = ImageResult<[Classification]>
