/// `[region]`: YOLOv2's head, `num` boxes a cell.
///
/// - Input and output: (num · (coords + 1 + classes)) × H × W.
/// - Weights: none.
/// - Reference: darknet `region_layer.c`; `parser.c`, `parse_region`; Redmon and Farhadi,
///   "YOLO9000", §2, [arXiv:1612.08242](https://arxiv.org/abs/1612.08242).
package struct RegionLayer: HeadLayer, TreeLayer {
  package static let sectionNames = ["region"]

  /// Number of classes; darknet's default is 20.
  package let classes: Int
  /// Values of a box before its objectness; the first four are the box.
  package let coords: Int
  /// Boxes, and anchors, a cell.
  package let num: Int
  /// `num` pairs of width and height, in grid cells.
  package let anchors: [Float]
  /// Whether the classes of a box are one softmax; else each has a logistic of its own.
  package let softmax: Bool
  /// Whether objectness joins the softmax of the classes, and every box is an object; AlexeyAB's
  /// fork does not know it.
  package let background: Bool
  /// AlexeyAB's treatment of boxes: −1 drops those with an objectness below 0.5.
  package let classfix: Int
  /// The file of the tree the classes form, if they form one.
  package let tree: FileReference?

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    classes = try options.int("classes", default: 20, in: 1...Limits.classCount)
    coords = try options.int("coords", default: 4, in: 4...1024)
    num = try options.int("num", default: 1, in: 1...Limits.listCount)
    anchors = try Self.anchors(&options, num: num)
    softmax = try options.flag("softmax")
    let knowsBackground = options.compatibility != .alexeyab
    background = try knowsBackground ? options.flag("background") : false
    classfix = try options.int("classfix", default: 0, in: -1...1)
    tree = try options.file("tree")
    options.accept(Self.trainingKeys)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let head = HeadChannels(
      boxes: num, boxesText: "num \(num)", values: coords + 1, valuesText: "coords \(coords) + 1",
      classes: classes)
    return try head.check(inputs[0])
  }

  package func classCount(for inputs: [Shape]) -> Int { classes }

  private static func anchors(
    _ options: inout SectionReader, num: Int
  ) throws(CfgError) -> [Float] {
    let rule = "[region] takes \(2 * num) anchors, width and height for num=\(num)"
    var listed = try options.anchors(num: num)
    if options.compatibility.overlooksFaults {
      listed = options.completedAnchors(listed, num: num)
    } else if !listed.count.isMultiple(of: 2) || listed.count < 2 * num {
      throw options.fault("anchors", "has \(listed.count) numbers; \(rule)")
    }
    if listed.count > 2 * num {
      options.warn("anchors", "'anchors' has \(listed.count) numbers, the first \(2 * num) count")
    }
    return Array(listed.prefix(2 * num))
  }

  private static let trainingKeys = [
    "thresh", "max", "jitter", "resize", "rescore", "absolute", "random", "bias_match", "log",
    "sqrt", "map",
    "coord_scale", "object_scale", "noobject_scale", "mask_scale", "class_scale", "focal_loss",
  ]
}
