/// What a loss found in some images, to be added up over a mini-batch.
///
/// Sums are in double precision, so that they are good to more digits than single values have.
struct LossSums: Sendable, Hashable {
  /// What is simply summed over the images.
  var sum = 0.0
  /// The loss of overlap, summed over the boxes that have to be found; their mean counts, over all
  /// images.
  var overlapSum = 0.0
  /// How many boxes those are.
  var overlapCount = 0

  /// What Darknet takes as the layer's cost for the images.
  var cost: Double { overlapCount == 0 ? sum : sum + overlapSum / Double(overlapCount) }

  /// Nothing yet.
  init() {}

  /// The sum of the squares of errors.
  init(squaresOf errors: Span<Float>) {
    for index in errors.indices { sum += Double(errors[index]) * Double(errors[index]) }
  }

  /// Adds what was found in further images.
  static func += (sums: inout LossSums, further: LossSums) {
    sums.sum += further.sum
    sums.overlapSum += further.overlapSum
    sums.overlapCount += further.overlapCount
  }
}
