import Engine

/// A picture of every object, in a folder: `dog.jpg` gives `dog-1-bicycle.jpg`, `dog-2-car.jpg` and
/// so on, numbered in the order of the results.
///
/// An object that lies outside the image gives none.
struct CropFiles: ResultSink {
  private var tree: OutputTree

  /// Writes pictures below `tree`.
  init(_ tree: OutputTree) { self.tree = tree }

  mutating func skip(_ input: ImageInput) { _ = tree.place(of: input) }

  mutating func take(_ result: DetectionResult) throws {
    let image = try result.image
    let place = tree.place(of: result.input)
    for (index, detection) in result.finding.enumerated() {
      guard let crop = image.cropped(to: detection.box) else { continue }
      let name = "\(place.stem)-\(index + 1)-\(FileNamePart.safe(detection.label))"
      try tree.write(
        crop.encoded(as: place.pictureFormat), to: name + place.pictureSuffix, of: result.input)
    }
  }
}
