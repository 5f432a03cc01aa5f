import CfgParser

/// How boxes are read from a layer: what the engine's file of a head adds to the front end's.
protocol BoxLayer: HeadLayer, Lowerable {
  /// What the layer's numbers mean; `tree` is the tree of its classes, where they form one.
  func head(of node: Network.Node, in network: Network, tree: ClassTree?) -> any BoxHead
}

/// A layer that boxes are decoded from.
struct DetectionHead: Sendable {
  /// Darknet's number of the layer.
  let layer: Int
  private let head: any BoxHead

  /// The head that `node` is, or nil if it is none.
  init?(_ node: Network.Node, in network: Network, tree: ClassTree?) {
    guard let layer = node.layer as? any BoxLayer else { return nil }
    self.layer = node.index
    head = layer.head(of: node, in: network, tree: tree)
  }

  /// Classes the head tells apart.
  var classCount: Int { head.classes }

  /// Turns the output of the layer before into what darknet's layer gives, in place; H × W × C.
  func activate(_ values: inout MutableSpan<Float>) { head.activate(&values) }

  /// Adds the boxes that the rules let pass, in darknet's order.
  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates
  ) {
    head.decode(values, stage, rules, into: &candidates)
  }
}

extension ExecutionPlan {
  /// The head that layer `index` is, or nil if it is none.
  func detectionHead(_ index: Int) -> DetectionHead? {
    DetectionHead(network.nodes[index], in: network, tree: trees[index])
  }

  /// The detection heads, in the order of the cfg.
  var detectionHeads: [DetectionHead] { network.nodes.compactMap { detectionHead($0.index) } }
}

extension Network {
  /// How overlapping boxes are suppressed by a detector's rules.
  func suppression(_ rules: DetectionRules) -> NonMaximumSuppression {
    suppression(
      overlap: rules.overlap, kind: rules.nmsKind, isClassAgnostic: rules.isClassAgnostic)
  }

  /// How the cfg wants overlapping boxes suppressed; the last head decides, as in darknet.
  func suppression(
    overlap: Float, kind: NmsKind?, isClassAgnostic: Bool = false
  ) -> NonMaximumSuppression {
    let head = nodes.compactMap { $0.layer as? any HeadLayer }.last
    return NonMaximumSuppression(
      threshold: overlap, kind: kind ?? head?.nmsKind ?? .default, beta: head?.betaNms ?? 0.6,
      isClassAgnostic: isClassAgnostic)
  }
}
