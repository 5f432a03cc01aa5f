import CfgParser

extension ExecutionPlan {
  /// Reads a cfg and its weights, and makes the network ready.
  ///
  /// - Parameters:
  ///   - cfg: path of the cfg file.
  ///   - weights: path of the weights file, which must fit the cfg exactly.
  ///   - options: how the plan is made.
  /// - Throws: `CfgError`, `WeightsError`, or `ModelError` when there is not enough memory.
  public init(cfg: String, weights: String, options: PlanOptions = .init()) throws {
    let network = try Network(CfgDocument(contentsOf: cfg))
    let file = try WeightsFile(contentsOf: weights)
    try self.init(network, weights: NetworkWeights(file, for: network), options: options)
  }
}
