import Engine

/// Truths of a mini-batch, and what the losses found in its images; room for both is taken once.
///
/// - Note: `@unchecked Sendable` because of the pointer: the trainer that owns it is noncopyable,
///   and the threads of a step write to places of their own.
@safe final class TruthMemory: @unchecked Sendable {
  /// Values of one image's truth.
  let countPerImage: Int
  private let images: Int
  private let values: AlignedFloats
  private let sums: UnsafeMutablePointer<LossSums>
  private let sumCount: Int

  /// Room for `images` truths of `countPerImage` values, and for what `lossCount` losses find.
  init(images: Int, countPerImage: Int, lossCount: Int) {
    (self.images, self.countPerImage) = (images, countPerImage)
    values = AlignedFloats(count: images * countPerImage)
    sumCount = images * lossCount
    unsafe sums = .allocate(capacity: max(1, sumCount))
    unsafe sums.initialize(repeating: LossSums(), count: sumCount)
  }

  deinit {
    unsafe sums.deinitialize(count: sumCount)
    unsafe sums.deallocate()
  }

  /// Puts the truths of all images in place, one after another.
  func set(_ truths: Span<Float>) {
    for index in truths.indices { unsafe values.values[index] = truths[index] }
  }

  /// Lends an image's truth to `body`.
  func withTruth<Result>(of image: Int, _ body: (Span<Float>) -> Result) -> Result {
    let truth = unsafe UnsafeBufferPointer(
      start: UnsafePointer(values.values) + image * countPerImage, count: countPerImage)
    return unsafe body(truth.span)
  }

  /// Keeps what loss number `loss` found in an image.
  func set(_ found: LossSums, of loss: Int, image: Int) {
    unsafe sums[loss * images + image] = found
  }

  /// What Darknet takes as the cost of loss number `loss`: over all images, in their order.
  func cost(of loss: Int) -> Double {
    var total = LossSums()
    for image in 0..<images { total += unsafe sums[loss * images + image] }
    return total.cost
  }
}
