import CfgParser
import Engine

/// A label file beside every image, as AlexeyAB's fork leaves one: a line a box with its best class,
/// centre and size in shares of the image, not cut at its edges.
///
/// - Reference: darknet (AlexeyAB) `detector.c`, `test_detector`.
struct SavedLabels: ResultSink {
  private var policy: OverwritePolicy

  /// Writes files where `policy` lets it.
  init(policy: OverwritePolicy) { self.policy = policy }

  mutating func take(_ result: DetectionResult) throws {
    guard result.input.isFile, result.input.path.isText else {
      throw CommandError(
        .badData, result.input.path.text,
        "is no file, or has no name in UTF-8: labels cannot lie beside it",
        help: "--labels FOLDER writes them elsewhere")
    }
    let place = LabelPlace(of: result.input.path)
    guard try policy.allows(place.path, of: result.input) else { return }
    if let folder = place.folder { try OutputFolder.prepare(folder) }
    let lines = Self.bestClasses(result.finding).map(Self.line).joined()
    try CommandError.write(Array(lines.utf8), to: place.path)
  }

  /// Every box once, with the class it has the most confidence in; of equal ones the first class.
  private static func bestClasses(_ detections: [Detection]) -> [Detection] {
    var (best, places) = ([Detection](), [BoundingBox: Int]())
    for detection in detections {
      guard let place = places[detection.box] else {
        places[detection.box] = best.count
        best.append(detection)
        continue
      }
      let known = best[place]
      if (detection.confidence, -detection.classIndex) > (known.confidence, -known.classIndex) {
        best[place] = detection
      }
    }
    return best
  }

  private static func line(_ detection: Detection) -> String {
    let box = detection.box
    let texts = [box.x, box.y, box.width, box.height].map { TextForm.decimal(Double($0), 4) }
    return "\(detection.classIndex) \(texts.joined(separator: " "))\n"
  }
}
