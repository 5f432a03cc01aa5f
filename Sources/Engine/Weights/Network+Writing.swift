public import CfgParser

extension Network {
  /// Writes the arrays of the first layers as a weights file.
  ///
  /// All arrays are written, those too that the cfg leaves out when it reads (`dontload`,
  /// `dontloadscales`, `numload`); the layers with `dontsave` are not. Kernels with `flipped=1` are
  /// stored as the cfg reads them.
  ///
  /// - Parameters:
  ///   - path: The file, which appears whole or not at all.
  ///   - dialect: Whose header and order of arrays it gets.
  ///   - seen: Images of training.
  ///   - layerCount: How many layers, from the first on; nil for all.
  ///   - values: The values of an array of a layer, in Darknet's order: matrices and kernels output
  ///     by output.
  /// - Throws: `WeightsError.Code.cannotCreate`, `.unwritable`, and what `values` throws.
  package func writeWeights(
    to path: String, dialect: WeightDialect, seen: UInt64, upTo layerCount: Int? = nil,
    values: (_ node: Node, _ block: WeightBlock) throws(WeightsError) -> [Float]
  ) throws(WeightsError) {
    var writer = try WeightsWriter(path)
    try writer.appendHeader(dialect: dialect, seen: seen)
    for node in nodes.prefix(layerCount ?? nodes.count) where savesWeights(of: node) {
      for block in node.blocks(in: dialect) {
        let array = try values(node, block)
        precondition(array.count == block.count)
        try writer.append(node.stored(array, of: block).span)
      }
    }
    try writer.commit()
  }
}

extension Network.Node {
  /// An array as the file has it.
  fileprivate func stored(_ values: [Float], of block: WeightBlock) -> [Float] {
    guard let layer = layer as? ConvolutionalLayer, layer.flipped, block.name == "weights" else {
      return values
    }
    let length = values.count / layer.filters
    return (0..<values.count).map { index in
      let (column, filter) = index.quotientAndRemainder(dividingBy: layer.filters)
      return values[filter * length + column]
    }
  }
}

extension NetworkWeights {
  /// Writes the arrays of the first layers as a weights file: all of a network, or the layers that
  /// another one is trained from (`darknet53.conv.74` are the first 74).
  ///
  /// Matrices that an old file has transposed are stored as later versions have them.
  ///
  /// - Parameters:
  ///   - path: The file, which appears whole or not at all.
  ///   - network: The network that the values are for.
  ///   - layerCount: How many layers, from the first on; nil for all.
  ///   - dialect: Whose header and order of arrays it gets; nil for those that were read.
  ///   - seen: Images of training; nil for the number in the file that was read.
  /// - Throws: `WeightsError.Code.cannotCreate`, `.unwritable`, and those of reading.
  public func write(
    to path: String, for network: Network, upTo layerCount: Int? = nil,
    dialect: WeightDialect? = nil, seen: UInt64? = nil
  ) throws(WeightsError) {
    try network.writeWeights(
      to: path, dialect: dialect ?? self.dialect, seen: seen ?? file?.header.seen ?? 0,
      upTo: layerCount
    ) { node, block throws(WeightsError) in
      try values(of: block, node) ?? [Float](repeating: 0, count: block.count)
    }
  }

  /// An array in the order Darknet has in memory; nil if the dialect that was read lacks it.
  package func values(
    of block: WeightBlock, _ node: Network.Node
  ) throws(WeightsError) -> [Float]? {
    let isFlipped = (node.layer as? ConvolutionalLayer)?.flipped ?? false
    guard WeightBlock.plainName(block.name) == "weights",
      isFlipped || node.hasMatrix && isTransposed
    else { return try values(block.name, of: node.index) }
    let part = WeightBlock.part(of: block.name)
    let biases = self.block(WeightBlock.name("biases", in: part), of: node.index)
    let outputs = biases?.count ?? 1
    let rows = try LinearParameters(
      self, of: node.index, part: part, outputs: outputs, batchNormalize: false, folds: false,
      isTransposed: true)
    var values = [Float](repeating: 0, count: block.count)
    var failure: WeightsError?
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      do throws(WeightsError) {
        try unsafe rows.readRows(0..<outputs, into: buffer)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return values
  }
}

extension Network.Node {
  /// Whether the layer is a matrix, or has such layers inside: old files have those transposed.
  fileprivate var hasMatrix: Bool {
    layer is ConnectedLayer || layer is RnnLayer || layer is GruLayer || layer is LstmLayer
  }
}
