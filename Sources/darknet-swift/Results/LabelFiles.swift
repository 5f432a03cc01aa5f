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

  mutating func take(_ result: DetectionResult) throws {
    let suffix = ".txt"
    let place = tree.place(of: result.input) { _ in suffix }
    let lines = result.finding.compactMap(line).joined()
    try tree.write(Array(lines.utf8), to: place.stem + suffix, of: result.input)
  }

  private func line(_ detection: Detection) -> String? {
    guard let box = detection.box.clipped else { return nil }
    let numbers =
      [box.x, box.y, box.width, box.height] + (hasConfidence ? [detection.confidence] : [])
    let texts = numbers.map { TextForm.decimal(Double($0), 6) }
    return "\(detection.classIndex) \(texts.joined(separator: " "))\n"
  }
}
