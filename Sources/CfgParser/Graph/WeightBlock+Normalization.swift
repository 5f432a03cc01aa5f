extension WeightBlock {
  /// Darknet's words for the arrays of batch normalisation besides the biases, in file order.
  static let normalizationNames = ["scales", "rolling_mean", "rolling_variance"]

  /// The arrays of a layer that darknet's loader of convolutions reads: biases, with batch
  /// normalisation its arrays, then `weightCount` weights.
  static func convolution(
    filters: Int, batchNormalize: Bool, weightCount: Int
  ) -> [WeightBlock] {
    let perFilter = ["biases"] + (batchNormalize ? normalizationNames : [])
    return perFilter.map { WeightBlock($0, count: filters) }
      + [WeightBlock("weights", count: weightCount)]
  }
}
