import Engine

/// A copy of every image with its boxes, in a folder.
struct AnnotatedFiles: ResultSink {
  private var tree: OutputTree

  /// Writes copies below `tree`.
  init(_ tree: OutputTree) { self.tree = tree }

  /// What the name of a copy ends in.
  static func suffix(_ place: OutputTree.Place) -> String { place.pictureSuffix }

  mutating func skip(_ input: ImageInput) { _ = tree.place(of: input, suffix: Self.suffix) }

  mutating func take(_ result: DetectionResult) throws {
    let place = tree.place(of: result.input, suffix: Self.suffix)
    let picture = try result.image.annotated(with: result.finding)
    try tree.write(
      picture.encoded(as: place.pictureFormat), to: place.stem + place.pictureSuffix,
      of: result.input)
  }
}
