extension Network {
  /// The layer whose parameters `node` uses: itself, or the one `share_index` leads to in the end.
  package func parameterNode(of node: Node) -> Node {
    var node = node
    while let index = (node.layer as? ConvolutionalLayer)?.shareIndex { node = nodes[index] }
    return node
  }
}

extension ConvolutionalLayer {
  /// Size and number of the kernels, for comparing: `3×3×16 → 32`.
  func kernelDescription(_ node: Network.Node) -> String {
    "\(size)×\(size)×\(node.inputShapes[0].channels / groups) → \(filters)"
  }
}

extension Network.Node {
  /// The kernels of a convolution; nothing for other layers.
  var kernelDescription: String? {
    (layer as? ConvolutionalLayer)?.kernelDescription(self)
  }
}
