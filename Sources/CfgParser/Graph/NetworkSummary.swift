/// The layer table of a network, as a value: what darknet prints when it loads a cfg, and totals.
public struct NetworkSummary: Sendable, Hashable {
  /// One layer of the table.
  public struct Row: Sendable, Hashable {
    /// Darknet's number of the layer, from 0.
    public let index: Int
    /// The canonical name of the section.
    public let type: String
    /// Output channels of a layer with kernels, outputs of a `[connected]` one.
    public let filters: Int?
    /// Window and stride where the layer has them: `3×3/1`, `×2`.
    public let size: String
    /// The layers it reads; empty where it reads the network's input.
    public let sources: [Int]
    /// The shapes of what it reads.
    public let inputShapes: [Shape]
    /// The shape of what it gives.
    public let outputShape: Shape
    /// Floating-point operations of one forward pass.
    public let operationCount: Int
    /// Learned values.
    public let parameterCount: Int
  }

  /// The network's name.
  public let name: String
  /// The shape of the network's input.
  public let inputShape: Shape
  /// The layers in order.
  public let rows: [Row]
  /// Learned values of all layers.
  public let parameterCount: Int
  /// Floating-point operations of one forward pass.
  public let operationCount: Int
  /// Values a weights file holds behind its header.
  public let weightValueCount: Int

  /// Bytes of a weights file: 16 of header and 4 a value, or 20 of header from version 0.2 on.
  public func weightsFileByteCount(headerByteCount: Int = 20) -> Int {
    headerByteCount + 4 * weightValueCount
  }

  /// The table of `network`, its parameters counted as `dialect` stores them; nil stands for what
  /// the network's compatibility says, AlexeyAB's form where it says nothing.
  public init(_ network: Network, in dialect: WeightDialect? = nil) {
    let dialect = dialect ?? network.compatibility.weightDialect ?? .alexeyab
    (name, inputShape) = (network.name, network.inputShape)
    rows = network.nodes.map { Row($0, in: dialect) }
    parameterCount = network.parameterCount(in: dialect)
    operationCount = network.operationCount
    weightValueCount = network.weightValueCount(in: dialect)
  }
}

extension NetworkSummary.Row {
  fileprivate init(_ node: Network.Node, in dialect: WeightDialect) {
    (index, type) = (node.index, node.type)
    (inputShapes, outputShape) = (node.inputShapes, node.outputShape)
    (operationCount, parameterCount) = (node.operationCount, node.parameterCount(in: dialect))
    size = node.layer.sizeDescription(for: node.inputShapes)
    sources = node.inputs.compactMap { if case .layer(let index) = $0 { index } else { nil } }
    filters =
      switch node.layer {
      case let layer as ConvolutionalLayer: layer.filters
      case let layer as DeconvolutionalLayer: layer.filters
      case let layer as LocalLayer: layer.filters
      case let layer as ConnectedLayer: layer.output
      default: nil
      }
  }
}
