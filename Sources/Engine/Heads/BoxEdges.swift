/// A box with what comparing it to many others needs, worked out once.
struct BoxEdges: Sendable {
  /// The box itself.
  let box: BoundingBox
  private let left, right, top, bottom, area: Float

  init(_ box: BoundingBox) {
    self.box = box
    (left, right, top, bottom) = (box.left, box.right, box.top, box.bottom)
    area = box.area
  }

  /// Intersection over union, to the bit as `BoundingBox` has it.
  func iou(with other: BoxEdges) -> Float {
    let width = min(right, other.right) - max(left, other.left)
    let height = min(bottom, other.bottom) - max(top, other.top)
    guard width > 0, height > 0 else { return 0 }
    let common = width * height
    let joined = area + other.area - common
    return joined == 0 ? 0 : common / joined
  }
}
