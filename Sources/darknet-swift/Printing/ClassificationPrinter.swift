import Engine
import Foundation

/// The classes one image may belong to, as text and as JSON.
struct ClassificationPrinter {
  /// The image, as the caller named it.
  let path: RawPath
  /// Its size in pixels, as it is displayed.
  let (width, height): (Int, Int)
  /// The classes, most probable first.
  let predictions: [Classification]
  /// How long it took.
  let duration: Duration

  init(_ predictions: [Classification], of image: Image, path: RawPath, duration: Duration) {
    (self.path, self.predictions, self.duration) = (path, predictions, duration)
    (width, height) = (image.width, image.height)
  }

  /// Darknet's lines: the image with the time, then a line for every class.
  ///
  /// - Reference: darknet `classifier.c`, `predict_classifier`.
  var text: String {
    predictions.reduce(into: TextForm.headline(path, duration)) { text, prediction in
      text += "\(TextForm.share(prediction.probability)): \(prediction.label.printable)\n"
    }
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
      ImageKeys.path(path, width: width, height: height)
        + [("predictions", .array(predictions))] + extra)
  }
}
