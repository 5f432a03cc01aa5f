public import CfgParser

extension ExecutionPlan {
  /// Reads a cfg and its weights, and makes the network ready.
  ///
  /// - Parameters:
  ///   - cfg: path of the cfg file.
  ///   - weights: path of the weights file, which must fit the cfg exactly unless the compatibility
  ///     overlooks that.
  ///   - compatibility: whose behaviour counts where the programs differ.
  ///   - options: how the plan is made.
  /// - Throws: `CfgError`, `WeightsError`, or `ModelError` when there is not enough memory.
  public init(
    cfg: String, weights: String, compatibility: Compatibility = .recommended,
    options: PlanOptions = .init()
  ) throws {
    let network = try Network(CfgDocument(contentsOf: cfg), compatibility: compatibility)
    let file = try WeightsFile(contentsOf: weights)
    try self.init(network, weights: NetworkWeights(file, for: network), options: options)
  }
}
