import Engine

extension BoxTruth {
  /// Where it is.
  var box: BoundingBox { BoundingBox(x: x, y: y, width: width, height: height) }

  /// Whether it has a place in the image, and an extent.
  var isBox: Bool {
    (0...1).contains(x) && (0...1).contains(y) && width > 0 && height > 0 && width.isFinite
      && height.isFinite
  }

  /// The overlap of `box` with that of the first `count` truths it has most in common with, and
  /// which one that is; 0 and the first where it meets none.
  static func best(
    for box: BoundingBox, among count: Int, in truth: Span<Float>
  ) -> (iou: Float, index: Int) {
    var best = (iou: Float(0), index: 0)
    for index in 0..<count {
      let object = BoxTruth(index, in: truth)
      let iou = object.isBox ? box.iou(with: object.box) : 0
      if iou > best.iou { best = (iou, index) }
    }
    return best
  }
}

/// The anchor that is most like a size: the first of the largest overlaps, with a common centre.
///
/// - Parameters:
///   - width: Width of the size.
///   - height: Its height.
///   - count: How many anchors there are.
///   - anchor: Width and height of the anchor of a number.
/// - Returns: The number of the anchor; 0 where nothing overlaps.
func likestAnchor(
  width: Float, height: Float, count: Int, _ anchor: (Int) -> (width: Float, height: Float)
) -> Int {
  let size = BoundingBox(x: 0, y: 0, width: width, height: height)
  var best = (iou: Float(0), index: 0)
  for index in 0..<count {
    let (width, height) = anchor(index)
    let iou = BoundingBox(x: 0, y: 0, width: width, height: height).iou(with: size)
    if iou > best.iou { best = (iou, index) }
  }
  return best.index
}
