import CfgParser

/// The number of classes with which a network would take all values of a file.
struct ClassFit {
  private let file: WeightsFile
  private let network: Network
  /// The number of classes.
  let classCount: Int

  /// Nothing where no other number of classes would do, or where the heads differ.
  ///
  /// A class more takes some filters more before each head, so the number of values grows by a
  /// fixed step.
  init?(_ network: Network, _ file: WeightsFile, _ neededValueCount: Int) {
    let heads = network.nodes.filter { $0.layer is any HeadLayer }
    let steps = heads.map { Self.valuesOfClass($0, in: network) }
    let counts = Set(heads.compactMap { ($0.layer as? any HeadLayer)?.classes })
    let step = steps.reduce(0) { $0 + ($1 ?? 0) }
    guard let own = counts.first, counts.count == 1, !steps.contains(nil), step > 0 else {
      return nil
    }
    let surplus = file.valueCount - neededValueCount
    guard surplus != 0, surplus.isMultiple(of: step),
      (1...Limits.classCount).contains(own + surplus / step)
    else { return nil }
    (self.file, self.network, classCount) = (file, network, own + surplus / step)
  }

  /// `the file fits net.cfg with classes=80`.
  var finding: Finding {
    Finding(
      .weightsClasses, in: file.path,
      "the file fits \(Wording.fileName(network.file)) with classes=\(classCount) in every head and "
        + "filters to match before it")
  }

  /// Values a class more takes before a head; nothing where no convolution feeds it.
  private static func valuesOfClass(_ head: Network.Node, in network: Network) -> Int? {
    guard case .layer(let index)? = head.inputs.first,
      let convolution = network.nodes[index].layer as? ConvolutionalLayer,
      let boxes = boxCount(head.layer)
    else { return nil }
    let stored = network.nodes[index].storedBlocks(in: .alexeyab).reduce(0) { $0 + $1.count }
    return stored / convolution.filters * boxes
  }

  private static func boxCount(_ layer: any Layer) -> Int? {
    switch layer {
    case let head as RegionLayer: head.num
    case let head as YoloLayer: head.mask.count
    case let head as GaussianYoloLayer: head.mask.count
    default: nil
    }
  }
}
