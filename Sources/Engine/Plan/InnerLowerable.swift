import CfgParser

/// A layer with weights that recurrent layers have inside, too: `[connected]`, `[convolutional]`.
protocol InnerLowerable: Layer {
  /// Adds the steps that take `input` to `output`, which has the shape the layer's weights give.
  ///
  /// - Parameters:
  ///   - part: darknet's word for the layer inside that of `node`; nil where it is that itself.
  ///   - input: what the layer reads.
  ///   - output: what it writes.
  ///   - node: the layer the steps belong to, whose weights they use.
  ///   - plan: where the steps go.
  /// - Throws: `WeightsError` when the weights cannot be read.
  func addSteps(
    as part: String?, from input: Slot, to output: Slot, for node: Network.Node,
    into plan: inout PlanBuilder
  ) throws(WeightsError)
}

extension InnerLowerable {
  /// What people call the step: the word for the layer inside, and what is done.
  func stepName(_ name: String, as part: String?) -> String {
    part.map { "\($0): \(name)" } ?? name
  }
}
