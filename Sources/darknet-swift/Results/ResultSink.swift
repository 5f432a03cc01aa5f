/// Something that the results of a call go to, one image after the other: files in a folder, a
/// picture, a line for people.
protocol ResultSink<Finding> {
  /// What is looked for in an image.
  associatedtype Finding

  /// Takes the result of one image.
  ///
  /// - Throws: What concerns this image alone, but for a `CommandError` with status 74.
  mutating func take(_ result: ImageResult<Finding>) throws

  /// Passes over an image that is done already or failed; its name stays its own.
  mutating func skip(_ input: ImageInput)

  /// Ends what was begun, behind the last image.
  ///
  /// - Throws: `CommandError`.
  mutating func finish() throws
}

extension ResultSink {
  /// Nothing depends on it.
  mutating func skip(_ input: ImageInput) {}

  /// Nothing is left to be done.
  mutating func finish() throws {}
}
