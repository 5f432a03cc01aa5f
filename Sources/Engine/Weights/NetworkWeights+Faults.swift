import CfgParser

/// What is wrong with the values of a network that can be told at a glance.
public struct ParameterFaults: Sendable, Hashable {
  /// The first layer that has NaN or infinite values.
  public var firstLayerNotFinite: Int?
  /// The first layer with a negative variance; such a variance counts as 0.
  public var firstLayerWithNegativeVariance: Int?
}

extension NetworkWeights {
  /// Whether the file ends where a layer does.
  var endsWithLayer: Bool {
    guard let file else { return false }
    return blocks.contains { layer in
      layer.last { $0.position != nil }.map { ($0.position ?? 0) + $0.storedCount }
        == file.valueCount
    }
  }

  /// What is wrong with the biases, scales, means and variances of the layers.
  ///
  /// Those are few, so this takes no time to speak of beside making a plan; training that fails
  /// leaves NaN in them, not in the weights alone, and a file that belongs to another network leaves
  /// anything. `WeightsCheck` looks at all values.
  ///
  /// - Throws: `WeightsError` when they cannot be read.
  public func parameterFaults() throws(WeightsError) -> ParameterFaults {
    var faults = ParameterFaults()
    for (layer, blocks) in blocks.enumerated() {
      for block in blocks where block.position != nil {
        let name = WeightBlock.plainName(block.name)
        guard name != "weights", let values = try values(block.name, of: layer) else { continue }
        if faults.firstLayerNotFinite == nil, values.contains(where: { !$0.isFinite }) {
          faults.firstLayerNotFinite = layer
        }
        if faults.firstLayerWithNegativeVariance == nil, name == "rolling_variance",
          values.contains(where: { $0 < 0 })
        {
          faults.firstLayerWithNegativeVariance = layer
        }
      }
    }
    return faults
  }
}
