import Engine

@testable import darknet_swift

/// What a detector might have found in a picture, to see what outputs make of it.
enum InventedResult {
  /// A dog in the middle, a car that reaches beyond the upper left corner, one outside, and one whose
  /// box is not a number: in a picture of 40 × 20 pixels.
  static let detections = [
    detection(0, "dog", 0.9, x: 0.5, y: 0.5, width: 0.25, height: 0.5),
    detection(1, "car", 0.75, x: 0, y: 0.125, width: 0.5, height: 0.5),
    detection(1, "car", 0.5, x: 1.5, y: 0.5, width: 0.5, height: 0.5),
    detection(0, "dog", 0.25, x: .nan, y: 0.5, width: 0.5, height: 0.5),
  ]

  /// The result for the image at that path.
  static func result(
    _ path: String, below folder: String? = nil, detections: [Detection] = detections
  ) throws -> DetectionResult {
    let pixels = (0..<40 * 20).map { UInt8($0 % 40) }
    let image = try Image(width: 40, height: 20, channels: 1, pixels: pixels)
    return DetectionResult(
      input: .file(RawPath(path), below: folder.map { RawPath($0) }), picture: .image(image),
      finding: detections, duration: .seconds(1), isAlone: false)
  }

  private static func detection(
    _ index: Int, _ label: String, _ confidence: Float, x: Float, y: Float, width: Float,
    height: Float
  ) -> Detection {
    Detection(
      box: BoundingBox(x: x, y: y, width: width, height: height), classIndex: index, label: label,
      confidence: confidence)
  }
}
