public import Engine

/// Where examples to learn from come from.
///
/// An example is a pure function of the source and the example's number, so a run goes on where it
/// stopped by the number of images seen, and any number of threads gives the same.
public protocol ExampleSource: Sendable {
  /// Channels of the images.
  var channels: Int { get }
  /// Values of an example's truth, as the losses of the network want them.
  var truthCount: Int { get }

  /// Makes example `number`, counted from 0 over the whole run.
  ///
  /// - Parameters:
  ///   - number: The example.
  ///   - size: The size of the input.
  ///   - image: Room for channels × height × width values.
  ///   - truth: Room for ``truthCount`` values.
  /// - Returns: What was odd about the files on the way.
  /// - Throws: `ModelError` where no image could be read in many attempts.
  func make(
    _ number: Int, size: InputSize, image: inout MutableSpan<Float>,
    truth: inout MutableSpan<Float>
  ) throws(ModelError) -> [LoadingWarning]
}
