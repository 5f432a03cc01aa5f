/// All that the results of a call go to: the stream, and any number of others beside it.
///
/// An image whose files cannot be made is a failed one in the stream, so files come before it. What
/// nobody asked for, darknet's picture, comes last: whatever becomes of it, the result is there. A
/// call that tells of all images together has no stream.
struct ResultSinks<Finding>: ~Copyable {
  private var files: [any ResultSink<Finding>]
  private var stream: ResultStream<Finding>?
  private var last: [any ResultSink<Finding>]
  /// Whether somebody sees the results come, who needs no other sign of progress.
  let isTerminal: Bool

  /// Sends results to `files`, the stream, and `last`, in that order.
  init(
    files: [any ResultSink<Finding>], stream: consuming ResultStream<Finding>,
    last: [any ResultSink<Finding>] = []
  ) {
    self.files = files
    isTerminal = stream.isTerminal
    self.stream = consume stream
    self.last = last
  }

  /// Sends results to `files` alone.
  init(files: [any ResultSink<Finding>]) {
    self.files = files
    isTerminal = false
    stream = nil
    last = []
  }

  /// Takes the result of one image.
  ///
  /// - Throws: What keeps it from being written.
  mutating func take(_ result: ImageResult<Finding>) throws {
    for index in files.indices { try files[index].take(result) }
    try stream?.take(result)
    for index in last.indices { try last[index].take(result) }
  }

  /// Takes an image that failed, in the place of its result.
  ///
  /// - Throws: `CommandError`.
  mutating func take(_ failure: Failure, of input: ImageInput) throws {
    skip(input)
    try stream?.take(failure, of: input)
  }

  /// Passes over an image that is done already.
  mutating func skip(_ input: ImageInput) {
    for index in files.indices { files[index].skip(input) }
  }

  /// Ends the outputs: what is whole appears in its place.
  ///
  /// - Throws: `CommandError`.
  mutating func finish() throws {
    for index in files.indices { try files[index].finish() }
    try stream?.finish()
    for index in last.indices { try last[index].finish() }
  }
}
