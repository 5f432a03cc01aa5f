import Engine

/// All detections in one file, in the form that AlexeyAB's fork has for them.
///
/// Names are escaped, which the fork does not do; all else is its text, character by character.
///
/// - Reference: darknet (AlexeyAB) `network.c`, `detection_to_json`; `detector.c`, `test_detector`.
struct DarknetJSONFile: ResultSink {
  private let file: SpooledFile
  private var count = 0

  /// Writes to `path`.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  init(_ path: String) throws(CommandError) {
    file = SpooledFile(path)
    try file.write(Array("[\n".utf8))
  }

  mutating func take(_ result: DetectionResult) throws {
    count += 1
    let separator = count == 1 ? "" : ", \n"
    let objects = result.finding.map(Self.object).joined(separator: ", \n")
    let text = """
      \(separator){
       "frame_id":\(count),\(" ")
       "filename":\(Self.quoted(result.input.path.text)),\(" ")
       "objects": [\(" ")
      \(objects)\(objects.isEmpty ? "" : "\n") ]\(" ")
      }
      """
    try file.write(Array(text.utf8))
  }

  mutating func finish() throws {
    try file.write(Array("\n]".utf8))
    try file.finish()
  }

  private static func object(_ detection: Detection) -> String {
    let box = detection.box
    let (x, y) = (number(box.x), number(box.y))
    let (width, height) = (number(box.width), number(box.height))
    return """
        {"class_id":\(detection.classIndex), "name":\(quoted(detection.label)), \
      "relative_coordinates":{"center_x":\(x), "center_y":\(y), "width":\(width), \
      "height":\(height)}, "confidence":\(number(detection.confidence))}
      """
  }

  private static func number(_ value: Float) -> String { TextForm.decimal(Double(value), 6) }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).rendered }
}
