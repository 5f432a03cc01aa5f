public import Engine

/// A box by its upper left corner and its size, in pixels of the image, as COCO writes boxes.
///
/// Pixels are areas: the first reaches from 0 to 1. Double precision, for averages that are compared
/// with those of other tools.
public struct PixelBox: Sendable, Hashable {
  /// Left edge.
  public var left: Double
  /// Upper edge.
  public var top: Double
  /// Extent from left to right.
  public var width: Double
  /// Extent from top to bottom.
  public var height: Double

  /// A box with its corner at (`left`, `top`).
  public init(left: Double, top: Double, width: Double, height: Double) {
    (self.left, self.top, self.width, self.height) = (left, top, width, height)
  }

  /// The box of a detection, which is given in shares of an image of that size.
  public init(_ box: BoundingBox, inWidth imageWidth: Int, height imageHeight: Int) {
    let (w, h) = (Double(imageWidth), Double(imageHeight))
    self.init(
      left: (Double(box.x) - Double(box.width) / 2) * w,
      top: (Double(box.y) - Double(box.height) / 2) * h,
      width: Double(box.width) * w, height: Double(box.height) * h)
  }

  /// Width × height.
  public var area: Double { width * height }

  /// Whether all four are numbers.
  var isFinite: Bool {
    left.isFinite && top.isFinite && width.isFinite && height.isFinite
  }

  /// Area that both boxes cover.
  private func intersection(with other: PixelBox) -> Double {
    let w = min(left + width, other.left + other.width) - max(left, other.left)
    let h = min(top + height, other.top + other.height) - max(top, other.top)
    return w > 0 && h > 0 ? w * h : 0
  }

  /// Intersection over union, 0…1; 0 where the boxes do not meet or have no area.
  public func iou(with other: PixelBox) -> Double {
    let common = intersection(with: other)
    return common > 0 ? common / (area + other.area - common) : 0
  }

  /// The share of this box that lies in the other: how COCO compares a box with a crowd.
  ///
  /// - Reference: cocoapi `maskApi.c`, `bbIou`, with `iscrowd`.
  func share(inside crowd: PixelBox) -> Double {
    let common = intersection(with: crowd)
    return common > 0 ? common / area : 0
  }
}
