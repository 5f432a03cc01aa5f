package import CfgParser

extension YoloLayer: BoxLayer {
  func head(of node: Network.Node, in network: Network, tree: ClassTree?) -> any BoxHead {
    yoloHead(of: node, in: network)
  }
}

extension YoloLayer {
  /// What the layer's numbers mean.
  package func yoloHead(of node: Network.Node, in network: Network) -> YoloHead {
    YoloHead(
      width: node.outputShape.width, height: node.outputShape.height, classes: classes,
      anchors: mask.flatMap { [anchors[2 * $0], anchors[2 * $0 + 1]] },
      networkWidth: network.inputShape.width, networkHeight: network.inputShape.height,
      scaleXY: scaleXY, newCoords: newCoords)
  }
}
