import Engine

/// What came of one image: what every output is made from.
struct ImageResult<Finding> {
  /// The image, as the caller named it.
  let input: ImageInput
  /// Its pixels, as it is displayed.
  let image: Image
  /// What was found in it.
  let finding: Finding
  /// How long that took.
  let duration: Duration
  /// Whether the call means this image alone.
  let isAlone: Bool
}

/// The objects in an image.
typealias DetectionResult = ImageResult<[Detection]>
/// The classes an image may belong to.
typealias ClassificationResult = ImageResult<[Classification]>
