import CfgParser
import Engine

/// A file for every image with a line for every object, as Darknet reads them for training: class,
/// centre and size in shares of the image.
///
/// A training set has boxes inside the image, so they are cut at its edges; what lies outside is
/// left out. Where nothing was found the file is empty.
struct LabelFiles: ResultSink {
  private var tree: OutputTree
  private let hasConfidence: Bool

  /// Writes files below `tree`; with a sixth number a line if it `hasConfidence`.
  init(_ tree: OutputTree, hasConfidence: Bool) {
    (self.tree, self.hasConfidence) = (tree, hasConfidence)
  }

  /// What the name of a file ends in.
  static func suffix(_: OutputTree.Place) -> String { ".txt" }

  mutating func skip(_ input: ImageInput) { _ = tree.place(of: input, suffix: Self.suffix) }

  mutating func take(_ result: DetectionResult) throws {
    let place = tree.place(of: result.input, suffix: Self.suffix)
    let lines = result.finding.compactMap(line).joined()
    try tree.write(Array(lines.utf8), to: place.stem + Self.suffix(place), of: result.input)
  }

  private func line(_ detection: Detection) -> String? {
    guard let box = detection.box.clipped else { return nil }
    let numbers =
      [box.x, box.y, box.width, box.height] + (hasConfidence ? [detection.confidence] : [])
    let texts = numbers.map { TextForm.decimal(Double($0), 6) }
    return "\(detection.classIndex) \(texts.joined(separator: " "))\n"
  }
}
