import CfgParser

extension DetectionLayer: BoxLayer {
  /// The values of an image would have to be brought into another order.
  var canWorkInPlace: Bool { false }

  func head(of node: Network.Node, in network: Network, tree: ClassTree?) -> any BoxHead {
    YoloV1Head(side: side, classes: classes, boxes: num, softmax: softmax, squareRoots: sqrt)
  }
}
