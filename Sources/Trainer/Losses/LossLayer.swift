import CfgParser

/// A section that says how wrong the network is: what the trainer's file of its loss adds.
protocol LossLayer: Layer {
  /// The loss of a layer in its place, or nil where its section asks for none.
  ///
  /// A layer without a loss of its own, or whose output others read, hands on the deltas of its
  /// output as they are: Darknet's `[softmax]` and heads do not differentiate their activation
  /// again.
  ///
  /// - Parameters:
  ///   - options: Its section, for the keys of training.
  ///   - node: The layer in its place.
  ///   - network: The network it is in.
  ///   - tree: The tree of its classes, where they form one.
  /// - Returns: What the layer is trained for.
  /// - Throws: `CfgError` at the line of a key that is wrong.
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)?
}

extension Network {
  /// The loss of a layer, or nil where it has none.
  ///
  /// - Parameters:
  ///   - node: One of the network's layers.
  ///   - tree: The tree of its classes, where they form one.
  /// - Returns: What the layer is trained for.
  /// - Throws: `CfgError` at the line of a key that is wrong.
  func loss(of node: Node, tree: ClassTree?) throws(CfgError) -> (any Loss)? {
    guard let layer = node.layer as? any LossLayer else { return nil }
    var options = reader(of: node)
    return try layer.loss(reading: &options, for: node, in: self, tree: tree)
  }
}
