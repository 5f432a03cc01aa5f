package import CfgParser

extension DetectionLayer: BoxLayer {
  /// The values of an image would have to be brought into another order.
  var canWorkInPlace: Bool { false }

  func head(of node: Network.Node, in network: Network, tree: ClassTree?) -> any BoxHead {
    yoloV1Head
  }
}

extension DetectionLayer {
  /// What the layer's numbers mean.
  package var yoloV1Head: YoloV1Head {
    YoloV1Head(side: side, classes: classes, boxes: num, softmax: softmax, squareRoots: sqrt)
  }
}
