/// The form in which the results of a call are printed: text, JSON and so on.
protocol ResultForm<Finding> {
  /// What is looked for in an image.
  associatedtype Finding

  /// What stands around the items.
  var frame: StreamFrame { get }

  /// What is printed about an image, in items of the frame.
  ///
  /// - Throws: What keeps it from being printed in this form.
  mutating func items(of result: ImageResult<Finding>) throws -> [String]

  /// What is printed about an image that failed.
  mutating func items(of failure: Failure, _ input: ImageInput) -> [String]
}
