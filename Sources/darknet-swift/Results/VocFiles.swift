import Engine

/// Detections as the tools of PASCAL VOC read them: a file for every class, with a line a detection.
///
/// A line is `id confidence left top right bottom` in pixels counted from 1, cut at the image's
/// edges; the id is the image's bare name up to its first point. The files appear behind the last
/// image, those of classes that were not found, too.
///
/// - Reference: darknet `detector.c`, `validate_detector`, `print_detector_detections`.
struct VocFiles: ResultSink {
  private var files: [String: SpooledFile] = [:]
  private let paths: [String]

  /// What the name of a file begins with.
  static let usualName = "comp4_det_test_"

  /// Writes the files of these classes into the folder; `name` is what theirs begin with.
  ///
  /// - Throws: `CommandError` with status 73.
  init(
    _ folder: String, labels: [String], name: String = usualName, policy: OverwritePolicy
  ) throws(CommandError) {
    var policy = policy
    try OutputFolder.prepare(folder)
    paths = labels.map { "\(folder)/\(name)\(FileNamePart.safe($0)).txt" }
    for path in Set(paths).sorted() {
      if try policy.allows(path) { files[path] = SpooledFile(path) }
    }
  }

  mutating func take(_ result: DetectionResult) throws {
    let id = Self.id(result.input.path)
    for detection in result.finding where detection.classIndex < paths.count {
      let picture = result.picture
      guard
        let edges = PixelEdges(
          detection.box, inWidth: picture.width, height: picture.height, origin: 1)
      else { continue }
      let numbers = [detection.confidence, edges.left, edges.top, edges.right, edges.bottom]
      let texts = numbers.map { TextForm.decimal(Double($0), 6) }
      let line = "\(id) \(texts.joined(separator: " "))\n"
      try files[paths[detection.classIndex]]?.write(Array(line.utf8))
    }
  }

  mutating func finish() throws {
    // None appears where another has no room.
    for file in files.values { try file.flush() }
    for file in files.values { try file.finish() }
  }

  private static func id(_ path: RawPath) -> Substring {
    path.lastComponent.text.prefix { $0 != "." }
  }
}
