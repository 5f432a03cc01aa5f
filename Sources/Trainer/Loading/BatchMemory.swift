import Engine

/// Room for the mini-batches that are made ahead, each with its images and truths.
///
/// - Note: `@unchecked Sendable` because of the pointers: the board of the loader sees to it that an
///   example's place has one thread at a time.
@safe final class BatchMemory: @unchecked Sendable {
  private let imageCount: Int
  private let truthCount: Int
  private let images: AlignedFloats
  private let truths: AlignedFloats

  /// Room for `examples` examples, with images of at most `imageCount` values.
  init(examples: Int, imageCount: Int, truthCount: Int) {
    (self.imageCount, self.truthCount) = (imageCount, truthCount)
    images = AlignedFloats(count: examples * imageCount)
    truths = AlignedFloats(count: examples * truthCount)
  }

  /// Lends `body` the place of example `index` of the mini-batch that begins at place `first`, with
  /// images of `count` values.
  func withExample<Result, Failure: Error>(
    _ index: Int, first: Int, count: Int,
    _ body: (inout MutableSpan<Float>, inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Images of a mini-batch lie close together, whatever their size.
    var image = unsafe MutableSpan(
      _unsafeStart: images.values + first * imageCount + index * count, count: count)
    var truth = unsafe MutableSpan(
      _unsafeStart: truths.values + (first + index) * truthCount, count: truthCount)
    return try body(&image, &truth)
  }

  /// Lends `body` a mini-batch of `examples` examples, with images of `count` values.
  func withBatch<Result>(
    first: Int, examples: Int, count: Int,
    _ body: (Span<Float>, Span<Float>) throws -> Result
  ) rethrows -> Result {
    let images = unsafe UnsafeBufferPointer(
      start: UnsafePointer(images.values) + first * imageCount, count: examples * count)
    let truths = unsafe UnsafeBufferPointer(
      start: UnsafePointer(truths.values) + first * truthCount, count: examples * truthCount)
    return try unsafe body(images.span, truths.span)
  }
}
