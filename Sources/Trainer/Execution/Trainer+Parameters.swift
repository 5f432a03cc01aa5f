public import CfgParser
public import Engine

extension Trainer {
  /// A layer's array in Darknet's order, as it is now; nil if it has none of that name.
  public func values(_ name: String, of layer: Int) -> [Float]? {
    plan.arrays.first { $0.layer == layer && $0.name == name }.map { [memory] in
      memory.parameters.darknet($0)
    }
  }

  /// Writes all parameters as a weights file, with the number of images seen.
  ///
  /// - Parameters:
  ///   - path: The file, which appears whole or not at all.
  ///   - dialect: Whose header and order of arrays it gets.
  ///   - layerCount: How many layers, from the first on; nil for all.
  /// - Throws: `WeightsError.Code.cannotCreate` or `.unwritable`.
  public func writeWeights(
    to path: String, dialect: WeightDialect, upTo layerCount: Int? = nil
  ) throws(WeightsError) {
    try network.writeWeights(
      to: path, dialect: dialect, seen: UInt64(seen), upTo: layerCount
    ) { node, block throws(WeightsError) in
      values(block.name, of: node.index) ?? [Float](repeating: 0, count: block.count)
    }
  }
}
