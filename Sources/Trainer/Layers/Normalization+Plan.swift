import CKernels
import CfgParser

extension TrainingPlanBuilder {
  /// The normalisation of a layer whose output has `shape`, with its parameters and memory.
  ///
  /// The original stores no biases for `[batchnorm]`; they are 0 then and learn all the same.
  mutating func normalization(
    of node: Network.Node, shape: Shape, activation: dk_activation
  ) -> Normalization {
    let channels = shape.channels
    let blocks = RowBlocks(rowCount: images * shape.area, channels: channels)
    return Normalization(
      scales: parameters("scales", of: node, count: channels, role: .offsets),
      biases: parameters("biases", of: node, count: channels, role: .offsets),
      mean: parameters("rolling_mean", of: node, count: channels, role: .statistic),
      variance: parameters("rolling_variance", of: node, count: channels, role: .statistic),
      rules: NormalizationRules(network.compatibility), blocks: blocks, activation: activation,
      statistics: buffer(Normalization.Statistic.allCases.count * channels),
      partials: buffer(2 * blocks.count * channels))
  }
}
