/// `[detection]`: the head of the first YOLO, `num` boxes and one list of classes a cell.
///
/// - Input: side² · (num · (1 + coords) + classes) values in darknet's C × H × W order. Output: a
///   vector of as many.
/// - Weights: none.
/// - Reference: darknet `detection_layer.c`; `parser.c`, `parse_detection`; Redmon et al., "You
///   Only Look Once", [arXiv:1506.02640](https://arxiv.org/abs/1506.02640).
package struct DetectionLayer: HeadLayer {
  package static let sectionNames = ["detection"]

  /// Number of classes; darknet's default is 1.
  package let classes: Int
  /// Boxes a cell; darknet's default is 1.
  package let num: Int
  /// Cells along each side of the picture; darknet's default is 7.
  package let side: Int
  /// Whether the classes of a cell share a softmax.
  package let softmax: Bool
  /// Whether widths and heights are given as their square roots.
  package let sqrt: Bool

  /// Values of a box besides its confidence; darknet reads boxes of four whatever the key says.
  private static let coords = 4

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    classes = try options.int("classes", default: 1, in: 1...Limits.classCount)
    num = try options.int("num", default: 1, in: 1...Limits.listCount)
    side = try options.int("side", default: 7, in: 1...1024)
    softmax = try options.flag("softmax")
    sqrt = try options.flag("sqrt")
    guard try options.int("coords", default: 1, in: 1...1024) == Self.coords else {
      throw options.fault("coords", "has to be 4, x, y, width and height; it is 1 unless given")
    }
    options.accept(Self.trainingKeys)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let wanted = saturatingProduct(side * side, num * (1 + Self.coords) + classes)
    guard inputs[0].count == wanted else {
      throw LayerFault(
        "needs \(Wording.grouped(wanted)) values (side \(side)² × (num \(num) × (1 + coords 4) + "
          + "classes \(classes)))", input: 0)
    }
    return Shape(vectorOf: wanted)
  }

  private static let trainingKeys = [
    "rescore", "coord_scale", "object_scale", "noobject_scale", "class_scale", "forced", "jitter",
    "resize", "random", "reorg", "max",
  ]
}
