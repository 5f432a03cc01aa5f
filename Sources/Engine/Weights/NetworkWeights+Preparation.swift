import CKernels
import CfgParser

extension NetworkWeights {
  /// Bytes that making the weights of a layer ready takes beside the prepared ones, for the layer
  /// where that is most.
  ///
  /// Every thread has a few outputs at a time in darknet's order and as a panel, and in the products
  /// of rounded Winograd weights those of all positions; matrices that the file holds the other way
  /// round are read as a whole.
  func preparationByteCount(
    for network: Network, kernels: KernelSet, threadCount: Int, precision: Precision
  ) -> Int {
    let panels = 2 + (precision == .float32 ? 0 : Self.roundedPositionsPerTap)
    let width = panels * kernels.table.panelWidth * threadCount
    let counts = network.nodes.flatMap { node in
      let blocks = node.blocks(in: .alexeyab)
      return blocks.filter { WeightBlock.plainName($0.name) == "weights" }.map { block in
        let biases = WeightBlock.name("biases", in: WeightBlock.part(of: block.name))
        let outputs = blocks.first { $0.name == biases }?.count ?? block.count
        let copied = readsWhole(node) ? block.count : 0
        // Both are far below what 64 bits hold: arrays have up to 2³¹ values.
        return width * (block.count / max(1, outputs)) + copied
      }
    }
    return saturatingProduct(4, counts.max() ?? 0)
  }

  /// Whether the layer's matrix is held as a whole while it is put in order.
  private func readsWhole(_ node: Network.Node) -> Bool {
    switch node.layer {
    case let layer as ConvolutionalLayer: layer.flipped
    case is DeconvolutionalLayer: true
    default: isTransposed
    }
  }

  /// F(3×3), the largest tiles of rounded products, has 25 positions for 9 taps.
  private static let roundedPositionsPerTap = 3
}
