import CfgParser

extension NetworkWeights {
  /// Whether the file ends where a layer does.
  var endsWithLayer: Bool {
    guard let file else { return false }
    return blocks.contains { layer in
      layer.last { $0.position != nil }.map { ($0.position ?? 0) + $0.storedCount }
        == file.valueCount
    }
  }

  /// The first layer that has NaN or infinite values among its biases, scales, means and variances.
  ///
  /// Those are few, so this takes no time to speak of beside making a plan; training that fails
  /// leaves NaN in them, not in the weights alone. `WeightsCheck` looks at all values.
  ///
  /// - Throws: `WeightsError` when they cannot be read.
  public func firstLayerNotFinite() throws(WeightsError) -> Int? {
    for (layer, blocks) in blocks.enumerated() {
      for block in blocks where block.position != nil {
        guard WeightBlock.plainName(block.name) != "weights",
          let values = try values(block.name, of: layer)
        else { continue }
        if values.contains(where: { !$0.isFinite }) { return layer }
      }
    }
    return nil
  }
}
