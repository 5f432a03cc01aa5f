import CfgParser

/// One array of a layer under check.
struct CheckedArray {
  /// The layer that owns it.
  let node: Network.Node
  /// The array.
  let block: NetworkWeights.Block
  /// Values of it that the file holds.
  let count: Int
  /// What a pass over the values told.
  let range: ValueRange

  private let weights: NetworkWeights
  private let outputCount: Int

  /// Values that are read at a time.
  private static let partCount = 1 << 18

  /// Reads all values once.
  ///
  /// - Throws: `WeightsError` when they cannot be read.
  init(
    _ block: NetworkWeights.Block, of node: Network.Node, in weights: NetworkWeights
  ) throws(WeightsError) {
    (self.node, self.block, self.weights) = (node, block, weights)
    count = weights.storedCount(of: block, from: 0, count: block.count)
    let biases = WeightBlock.name("biases", in: WeightBlock.part(of: block.name))
    outputCount = weights.block(biases, of: node.index)?.count ?? 1
    var range = ValueRange()
    try unsafe Self.eachPart(of: block, of: node.index, count, in: weights) { unsafe range.add($0) }
    self.range = range
  }

  /// Whether the array is of that kind, in the layer itself or in one inside it.
  func isNamed(_ name: String) -> Bool { WeightBlock.plainName(block.name) == name }

  /// The values that `isMeant` is true of: how many there are, and the first.
  ///
  /// - Throws: `WeightsError` when the values cannot be read.
  func values(
    where isMeant: (Float) -> Bool
  ) throws(WeightsError) -> (count: Int, first: Float, index: Int) {
    var (found, first, index, position) = (0, Float(0), 0, 0)
    try unsafe Self.eachPart(of: block, of: node.index, count, in: weights) { part in
      for offset in part.indices {
        let value = unsafe part[offset]
        guard isMeant(value) else { continue }
        if found == 0 { (first, index) = (value, position + offset) }
        found += 1
      }
      position += part.count
    }
    return (found, first, index)
  }

  /// `layer 12 [convolutional] 'weights'`.
  var name: String { "layer \(node.index) [\(node.type)] '\(block.name)'" }

  /// Where a value is: `filter 7`, or its number where the array is not ordered by filters.
  func place(of index: Int) -> String {
    let isTransposed = (node.layer as? ConvolutionalLayer)?.flipped == true || weights.isTransposed
    let length = block.count / max(1, outputCount)
    guard !isTransposed || length == 1, length > 0, outputCount > 1 else {
      return "value \(Wording.grouped(index))"
    }
    return "\(node.layer is ConnectedLayer ? "output" : "filter") \(index / length)"
  }

  private static func eachPart(
    of block: NetworkWeights.Block, of layer: Int, _ count: Int, in weights: NetworkWeights,
    _ body: (UnsafeBufferPointer<Float>) -> Void
  ) throws(WeightsError) {
    let buffer = AlignedFloats(count: min(count, partCount))
    for start in stride(from: 0, to: count, by: partCount) {
      let part = unsafe UnsafeMutableBufferPointer(
        start: buffer.values, count: min(partCount, count - start))
      try unsafe weights.read(block, of: layer, from: start, into: part)
      unsafe body(UnsafeBufferPointer(part))
    }
  }
}
