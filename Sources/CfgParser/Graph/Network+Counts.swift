extension Network {
  /// Learned values of all layers, whether the weights file holds them or not.
  public func parameterCount(in dialect: WeightDialect) -> Int {
    nodes.reduce(0) { $0 + $1.parameterCount(in: dialect) }
  }

  /// Floating-point operations of one forward pass: twice the multiply-adds of `[convolutional]`
  /// and `[connected]` layers, as darknet counts them; recurrent layers do not count.
  public var operationCount: Int { nodes.reduce(0) { $0 + $1.operationCount } }

  /// Whether a run depends on the runs before it: some layer keeps a state.
  public var isRecurrent: Bool { nodes.contains { !$0.stateShapes.isEmpty } }

  /// Values a weights file holds behind its header, for the first `layerCount` layers or for all.
  ///
  /// Arrays that `dontload` and `dontloadscales` leave out are not in the file.
  public func weightValueCount(
    upTo layerCount: Int? = nil, in dialect: WeightDialect
  ) -> Int {
    nodes.prefix(max(0, layerCount ?? nodes.count))
      .reduce(0) { sum, node in node.storedBlocks(in: dialect).reduce(sum) { $0 + $1.count } }
  }
}

extension Network.Node {
  /// The layer's arrays, whether the weights file holds them or not.
  package func blocks(in dialect: WeightDialect) -> [WeightBlock] {
    layer.weightBlocks(for: inputShapes, in: dialect)
  }

  /// The arrays the weights file holds for the layer, in file order.
  ///
  /// - Reference: darknet `parser.c`, `load_weights_upto`: `dontloadscales` is for convolutional
  ///   and connected layers only, and not for those inside recurrent ones.
  package func storedBlocks(in dialect: WeightDialect) -> [WeightBlock] {
    guard loadsWeights else { return [] }
    guard !loadsScales, layer is ConvolutionalLayer || layer is ConnectedLayer else {
      return blocks(in: dialect)
    }
    let skipped = ["scales", "rolling_mean", "rolling_variance"]
    return blocks(in: dialect).filter { !skipped.contains($0.name) }
  }

  /// Learned values of the layer.
  package func parameterCount(in dialect: WeightDialect) -> Int {
    blocks(in: dialect).reduce(0) { $0 + $1.count }
  }

  /// What the layer remembers from one run to the next.
  package var stateShapes: [Shape] { layer.stateShapes(for: inputShapes) }

  /// Floating-point operations of the layer in one forward pass.
  package var operationCount: Int { layer.operationCount(for: inputShapes) }
}
