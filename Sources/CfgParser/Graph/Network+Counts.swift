extension Network {
  /// Learned values of all layers, whether the weights file holds them or not.
  public func parameterCount(in dialect: WeightDialect) -> Int {
    nodes.reduce(0) { $0 + $1.parameterCount(in: dialect) }
  }

  /// Floating-point operations of one forward pass: twice the multiply-adds of the layers with
  /// weights to multiply by, as darknet counts them; recurrent layers do not count.
  public var operationCount: Int { nodes.reduce(0) { $0 + $1.operationCount } }

  /// Whether a run depends on the runs before it: some layer keeps a state.
  public var isRecurrent: Bool { nodes.contains { !$0.stateShapes.isEmpty } }

  /// Values a weights file holds behind its header, for the first `layerCount` layers or for all.
  ///
  /// What `dontload`, `dontloadscales` and `numload` leave out is not in the file.
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

  /// The arrays the weights file holds for the layer, in file order, with the number of values it
  /// holds of each.
  ///
  /// - Reference: darknet `parser.c`, `load_weights_upto`: `dontloadscales` is for convolutional
  ///   and connected layers only, and not for those inside recurrent ones; `numload` for
  ///   convolutional ones.
  package func storedBlocks(in dialect: WeightDialect) -> [WeightBlock] {
    guard loadsWeights else { return [] }
    let blocks = storedParts(of: blocks(in: dialect))
    guard !loadsScales, canLackScales else { return blocks }
    return blocks.filter { !WeightBlock.normalizationNames.contains($0.name) }
  }

  private func storedParts(of blocks: [WeightBlock]) -> [WeightBlock] {
    guard let layer = layer as? ConvolutionalLayer else { return blocks }
    return blocks.map { WeightBlock($0.name, count: layer.storedCount(of: $0)) }
  }

  /// Deconvolutional layers are read by the convolutional ones' loader.
  private var canLackScales: Bool {
    layer is ConvolutionalLayer || layer is ConnectedLayer || layer is DeconvolutionalLayer
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
