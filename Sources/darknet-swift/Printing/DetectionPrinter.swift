import CfgParser
import Engine

/// What was found in one image, as text and as JSON.
struct DetectionPrinter {
  /// The image, as the caller named it.
  let input: ImageInput
  /// Its size in pixels, as it is displayed.
  let (width, height): (Int, Int)
  /// What was found, in the order of the output.
  let detections: [Detection]
  /// How long the search took.
  let duration: Duration
  /// Whose text it is.
  let compat: Compatibility
  /// Whether the lines of the text end in the boxes.
  var showsBoxes = false

  init(
    _ detections: [Detection], in picture: Picture, input: ImageInput, duration: Duration,
    compat: Compatibility
  ) {
    (self.input, self.detections, self.duration) = (input, detections, duration)
    self.compat = compat
    (width, height) = (picture.width, picture.height)
  }

  init(_ result: DetectionResult, compat: Compatibility, showsBoxes: Bool = false) {
    self.init(
      result.finding, in: result.picture, input: result.input, duration: result.duration,
      compat: compat)
    self.showsBoxes = showsBoxes
  }

  /// Darknet's lines: the image with the time, then a line for every detection.
  ///
  /// - Reference: darknet `image.c`, `draw_detections`, and `detector.c`, `test_detector`.
  var text: String {
    let headline = TextForm.headline(input.path, duration, as: compat) + "\n"
    return detections.reduce(into: headline) { text, detection in
      text += "\(detection.label.printable): \(TextForm.percent(detection.confidence))"
      text += "\(showsBoxes ? coordinates(detection) : "")\n"
    }
  }

  /// The box in pixels, as AlexeyAB's fork has it behind the confidence.
  ///
  /// - Reference: darknet (AlexeyAB) `image.c`, `draw_detections_v3`.
  private func coordinates(_ detection: Detection) -> String {
    let box = detection.box.pixels(inWidth: width, height: height)
    let numbers = [
      ("left_x", box.left), ("top_y", box.top), ("width", box.width), ("height", box.height),
    ]
    let texts = numbers.map { name, value in
      "\(name): \(TextForm.padded(TextForm.decimal(Double(value.rounded()), 0), to: 4))"
    }
    return "\t(\(texts.joined(separator: "   ")))"
  }

  /// The object that describes the image; `extra` keys come last.
  func json(extra: [(String, JSONValue)]) -> JSONValue {
    .object(
      ImageKeys.input(input, width: width, height: height)
        + [("detections", .array(detections.map(json)))] + extra)
  }

  private func json(_ detection: Detection) -> JSONValue {
    let box = detection.box.pixels(inWidth: width, height: height)
    return .object([
      ("class_id", .int(detection.classIndex)),
      ("class", .string(detection.label)),
      ("confidence", .float(detection.confidence)),
      (
        "box",
        .object([
          ("x", .float(box.left)), ("y", .float(box.top)),
          ("width", .float(box.width)), ("height", .float(box.height)),
        ])
      ),
    ])
  }

  /// The columns of a detection in CSV; the box as in JSON.
  static let columns = ["class_id", "class", "confidence", "x", "y", "width", "height"]

  /// The fields of each detection.
  var rows: [[CSVField]] {
    detections.map { detection in
      let box = detection.box.pixels(inWidth: width, height: height)
      return [
        .int(detection.classIndex), .text(detection.label.printable), .float(detection.confidence),
      ]
        + [box.left, box.top, box.width, box.height].map(CSVField.float)
    }
  }
}
