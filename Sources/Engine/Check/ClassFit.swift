import CfgParser

/// The number of classes with which a network would take all values of a file.
///
/// A class more takes some filters more before each head, or one output more of a classifier's last
/// layer with weights, so the number of values grows by a fixed step.
struct ClassFit {
  /// The number of classes.
  let classCount: Int
  /// What would have to be changed in the cfg.
  let change: String

  /// Nothing where no other number of classes would do, or where the heads differ.
  init?(_ network: Network, _ file: WeightsFile, _ neededValueCount: Int) {
    let heads = network.nodes.filter { $0.layer is any HeadLayer }
    let surplus = file.valueCount - neededValueCount
    let outputs = heads.isEmpty ? [Self.classifier(network)] : heads.map { Self.head($0, network) }
    let step = outputs.reduce(0) { $0 + ($1?.step ?? 0) }
    let counts = Set(outputs.map { $0?.classCount })
    guard !outputs.contains(where: { $0 == nil }), counts.count == 1, let own = counts.first ?? nil,
      surplus != 0, step > 0, surplus.isMultiple(of: step),
      (1...Limits.classCount).contains(own + surplus / step)
    else { return nil }
    classCount = own + surplus / step
    change =
      heads.isEmpty
      ? "\(outputs[0]?.key ?? "")=\(classCount) in layer \(outputs[0]?.index ?? 0)"
      : "classes=\(classCount) in every head and filters to match before it"
  }

  /// `the file fits net.cfg with classes=80 in every head …`.
  func finding(_ file: WeightsFile, _ network: Network) -> Finding {
    Finding(
      .weightsClasses, in: file.path,
      "the file fits \(Wording.fileName(network.file)) with \(change)")
  }

  /// The layer with weights that gives the values of the classes.
  private struct Output {
    let index: Int
    /// Its key that goes with the number of classes.
    let key: String
    let classCount: Int
    /// Values a class more takes.
    let step: Int

    /// `boxes` values a class are given by the layer `node`; nothing for layers without outputs.
    init?(_ node: Network.Node, classCount: Int, boxes: Int = 1) {
      switch node.layer {
      case let layer as ConvolutionalLayer:
        (key, step) = ("filters", boxes * Self.share(node, layer.filters))
      case let layer as ConnectedLayer:
        (key, step) = ("output", boxes * Self.share(node, layer.output))
      default: return nil
      }
      (index, self.classCount) = (node.index, classCount)
    }

    /// Values an output has in the file.
    private static func share(_ node: Network.Node, _ outputs: Int) -> Int {
      node.storedBlocks(in: .alexeyab).reduce(0) { $0 + $1.count } / outputs
    }
  }

  private static func head(_ head: Network.Node, _ network: Network) -> Output? {
    guard case .layer(let index)? = head.inputs.first,
      network.nodes[index].layer is ConvolutionalLayer
    else { return nil }
    let node = network.nodes[index]
    switch head.layer {
    case let head as RegionLayer: return Output(node, classCount: head.classes, boxes: head.num)
    case let head as YoloLayer:
      return Output(node, classCount: head.classes, boxes: head.mask.count)
    case let head as GaussianYoloLayer:
      return Output(node, classCount: head.classes, boxes: head.mask.count)
    default: return nil
    }
  }

  /// The last layer with weights, if only layers without follow and all its outputs are classes.
  private static func classifier(_ network: Network) -> Output? {
    guard let softmax = network.nodes.last(where: { $0.layer is SoftmaxLayer }),
      let node = network.nodes.last(where: { !$0.storedBlocks(in: .alexeyab).isEmpty }),
      node.outputShape.channels == softmax.outputShape.count, node.index < softmax.index
    else { return nil }
    return Output(node, classCount: softmax.outputShape.count)
  }
}
