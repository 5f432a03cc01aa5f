import Engine

/// A copy of every image with its boxes, in a folder.
struct AnnotatedFiles: ResultSink {
  private var tree: OutputTree

  /// Writes copies below `tree`.
  init(_ tree: OutputTree) { self.tree = tree }

  mutating func take(_ result: DetectionResult) throws {
    let place = tree.place(of: result.input) { $0.pictureSuffix }
    let picture = try result.image.annotated(with: result.finding)
    try tree.write(
      picture.encoded(as: place.pictureFormat), to: place.stem + place.pictureSuffix,
      of: result.input)
  }
}
