/// Results as lines for people; what failed is told on standard error alone.
struct TextResults<Finding>: ResultForm {
  /// The lines about an image.
  let text: (ImageResult<Finding>) -> String

  var frame: StreamFrame { .lines() }

  func items(of result: ImageResult<Finding>) -> [String] { [text(result)] }

  func items(of failure: Failure, _ input: ImageInput) -> [String] { [] }
}
