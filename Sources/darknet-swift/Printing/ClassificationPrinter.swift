import CfgParser
import Engine

/// The classes one image may belong to, as text and as JSON.
struct ClassificationPrinter {
  /// The image, as the caller named it.
  let input: ImageInput
  /// Its size in pixels, as it is displayed.
  let (width, height): (Int, Int)
  /// The classes, most probable first.
  let predictions: [Classification]
  /// How long it took.
  let duration: Duration
  /// Whose text it is.
  let compat: Compatibility

  init(
    _ predictions: [Classification], of picture: Picture, input: ImageInput, duration: Duration,
    compat: Compatibility
  ) {
    (self.input, self.predictions, self.duration) = (input, predictions, duration)
    self.compat = compat
    (width, height) = (picture.width, picture.height)
  }

  init(_ result: ClassificationResult, compat: Compatibility) {
    self.init(
      result.finding, of: result.picture, input: result.input, duration: result.duration,
      compat: compat)
  }

  /// Darknet's lines: the image with the time, then a line for every class.
  ///
  /// - Reference: darknet `classifier.c`, `predict_classifier`, of either program.
  var text: String {
    predictions.reduce(into: remark == nil ? headline + "\n" : "") { text, prediction in
      text += "\(line(prediction))\n"
    }
  }

  /// What belongs to standard error: the original has the image with the time there.
  var remark: String? { compat == .pjreddie ? headline : nil }

  private var headline: String { TextForm.headline(input.path, duration, as: compat) }

  private func line(_ prediction: Classification) -> String {
    let (name, probability) = (prediction.label.printable, prediction.probability)
    return compat == .alexeyab
      ? "\(name): \(TextForm.decimal(Double(probability), 6))"
      : "\(TextForm.share(probability)): \(name)"
  }

  /// The object that describes the image; `extra` keys come last.
  func json(extra: [(String, JSONValue)]) -> JSONValue {
    let predictions = predictions.map { prediction in
      JSONValue.object([
        ("class_id", .int(prediction.classIndex)),
        ("class", .string(prediction.label)),
        ("confidence", .float(prediction.probability)),
      ])
    }
    return .object(
      ImageKeys.input(input, width: width, height: height)
        + [("predictions", .array(predictions))] + extra)
  }

  /// The columns of a class in CSV.
  static let columns = ["class_id", "class", "confidence"]

  /// The fields of each class.
  var rows: [[CSVField]] {
    predictions.map { [.int($0.classIndex), .text($0.label.printable), .float($0.probability)] }
  }
}
