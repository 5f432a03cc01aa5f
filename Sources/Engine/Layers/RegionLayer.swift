package import CfgParser

extension RegionLayer: BoxLayer {
  func head(of node: Network.Node, in network: Network, tree: ClassTree?) -> any BoxHead {
    regionHead(of: node, in: network, tree: tree)
  }
}

extension RegionLayer {
  /// What the layer's numbers mean; `tree` is the tree of its classes, where they form one.
  package func regionHead(
    of node: Network.Node, in network: Network, tree: ClassTree?
  ) -> RegionHead {
    var head = RegionHead(
      width: node.outputShape.width, height: node.outputShape.height, classes: classes,
      anchors: anchors, coords: coords, background: background,
      compatibility: network.compatibility)
    let isAlexeyAB = network.compatibility == .alexeyab
    if let tree {
      head.scores = .tree(tree)
    } else if softmax {
      head.scores = .softmax
    } else if isAlexeyAB {
      head.scores = .raw
    }
    if isAlexeyAB, classfix == -1 { head.leastObjectness = 0.5 }
    return head
  }
}
