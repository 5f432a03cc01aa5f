#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How far two boxes agree.
///
/// - Reference: darknet (AlexeyAB) `box.c`, `box_iou`, `box_giou`, `box_diou`; Rezatofighi et al.,
///   "Generalized Intersection over Union", [arXiv:1902.09630](https://arxiv.org/abs/1902.09630);
///   Zheng et al., "Distance-IoU Loss", [arXiv:1911.08287](https://arxiv.org/abs/1911.08287).
extension BoundingBox {
  /// Intersection over union, 0…1; 0 where the boxes do not meet or have no area.
  public func iou(with other: BoundingBox) -> Float {
    let common = intersection(with: other)
    guard common != 0 else { return 0 }
    let joined = area + other.area - common
    return joined == 0 ? 0 : common / joined
  }

  /// Generalised IoU, −1…1: IoU less the share of the enclosing box that neither box covers.
  public func giou(with other: BoundingBox) -> Float {
    let (width, height) = enclosingSize(with: other)
    let enclosing = width * height
    guard enclosing != 0 else { return iou(with: other) }
    let joined = area + other.area - intersection(with: other)
    return iou(with: other) - (enclosing - joined) / enclosing
  }

  /// Distance IoU: less where the centres are apart.
  ///
  /// It is IoU − (d² / c²)^`exponent`, d the distance of the centres and c the diagonal of the
  /// enclosing box. The exponent 0.6 is darknet's; the paper has 1.
  public func diou(with other: BoundingBox, exponent: Double = 0.6) -> Float {
    let (width, height) = enclosingSize(with: other)
    let diagonal = width * width + height * height
    guard diagonal != 0 else { return iou(with: other) }
    let (dx, dy) = (x - other.x, y - other.y)
    let distance = dx * dx + dy * dy
    return iou(with: other) - Float(pow(Double(distance / diagonal), exponent))
  }

  /// Area that both boxes cover.
  func intersection(with other: BoundingBox) -> Float {
    let w = min(right, other.right) - max(left, other.left)
    let h = min(bottom, other.bottom) - max(top, other.top)
    return w < 0 || h < 0 ? 0 : w * h
  }

  /// Width and height of the smallest box around both.
  private func enclosingSize(with other: BoundingBox) -> (width: Float, height: Float) {
    (
      max(right, other.right) - min(left, other.left),
      max(bottom, other.bottom) - min(top, other.top)
    )
  }
}
