/// Results as JSON objects, one an image: in one array, or one a line.
struct JSONResults<Finding>: ResultForm {
  /// Whether every object is a line of its own.
  let isLines: Bool
  /// The object about an image.
  let object: (ImageResult<Finding>) -> JSONValue

  var frame: StreamFrame { isLines ? .lines() : .array }

  func items(of result: ImageResult<Finding>) -> [String] { [item(object(result))] }

  func items(of failure: Failure, _ input: ImageInput) -> [String] {
    [item(failure.json(for: input))]
  }

  private func item(_ object: JSONValue) -> String { object.rendered + (isLines ? "\n" : "") }
}
