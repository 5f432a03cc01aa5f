import CfgParser

/// Which layers write straight into another layer's buffer, so that the other one takes no copy.
///
/// - A `[route]` that joins channels gives its inputs a range of its own buffer each; heads, whose
///   values lie side by side, are copied.
/// - A layer that can work in place (`[shortcut]`, a head) gives its buffer to the layer it works
///   on, if nobody else reads that layer. A `[route]` is not worked on: others may read its inputs.
///
/// A layer can live in one such place. A second route that reads it, or a route that names a layer
/// twice, copies. Places nest: the inner route's buffer is a range of channels of the outer one's.
struct PlacementPlanner {
  /// A range of another layer's channels.
  struct Home: Sendable, Hashable {
    /// The layer whose buffer it is.
    let layer: Int
    /// First channel.
    let channelOffset: Int
  }

  /// Where layers live that do not have a buffer of their own, by layer.
  private(set) var homes: [Int: Home] = [:]
  private let network: Network
  private let retainsActivations: Bool
  private let readerCounts: [Int: Int]

  /// Plans for `network`; where all activations are retained no layer works in place.
  init(_ network: Network, retainsActivations: Bool) {
    (self.network, self.retainsActivations) = (network, retainsActivations)
    var counts: [Int: Int] = [:]
    for node in network.nodes {
      for case .layer(let index) in node.inputs { counts[index, default: 0] += 1 }
    }
    readerCounts = counts
    for node in network.nodes where node.lowerable.isConcatenation(node) { joinInputs(of: node) }
    guard !retainsActivations else { return }
    for node in network.nodes where node.lowerable.canWorkInPlace { takeOverInput(of: node) }
  }

  /// The only layer that reads `layer`, if it has that output for itself, past layers that pass it
  /// on as it is; nil where the output is readable after a run, is read by several or lives in the
  /// memory of another than its reader.
  func onlyReader(of layer: Int) -> Network.Node? {
    var output = layer
    while !retainsActivations, readerCounts[output] == 1, output != network.outputIndex,
      !network.nodes[output].layer.isDetectionHead,
      let reader = network.nodes[output...].first(where: { $0.inputs.contains(.layer(output)) })
    {
      guard reader.isAlias, reader.outputShape == reader.inputShapes[0] else {
        return homes[layer].map { $0.layer == reader.index } ?? true ? reader : nil
      }
      output = reader.index
    }
    return nil
  }

  private mutating func joinInputs(of route: Network.Node) {
    var channelOffset = 0
    for (source, shape) in zip(route.inputs, route.inputShapes) {
      defer { channelOffset += shape.channels }
      guard let owner = owner(of: source), homes[owner] == nil,
        !network.nodes[owner].layer.isDetectionHead
      else { continue }
      homes[owner] = Home(layer: route.index, channelOffset: channelOffset)
    }
  }

  private mutating func takeOverInput(of node: Network.Node) {
    guard case .layer(let input) = node.inputs[0], readerCounts[input] == 1, homes[input] == nil,
      !(network.nodes[input].layer is RouteLayer), !network.nodes[input].isAlias,
      node.inputShapes[0].count == node.outputShape.count,
      input != network.outputIndex, !network.nodes[input].layer.isDetectionHead
    else { return }
    homes[input] = Home(layer: node.index, channelOffset: 0)
  }

  /// The layer that writes what `source` stands for, if that is all of the layer's output.
  func owner(of source: Network.Source) -> Int? {
    var source = source
    while case .layer(let index) = source {
      let node = network.nodes[index]
      guard node.isAlias else { return index }
      guard node.outputShape == node.inputShapes[0] else { return nil }
      source = node.inputs[0]
    }
    return nil
  }
}
