import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How much a box has in common with the one it should be, and how that changes with its numbers.
///
/// With I the intersection, U the union, C the area of the box around both, d the distance of the
/// centres and c the diagonal of the box around both:
/// IoU = I / U; GIoU = IoU − (C − U) / C; DIoU = IoU − d² / c²;
/// CIoU = DIoU − α · v, v = 4 / π² · (atan(wt / ht) − atan(w / h))², α = v / (1 − IoU + v).
///
/// Derivatives are Darknet's, which networks were published with. With regard to w and h the parts
/// of IoU and GIoU are twice the derivative. With regard to x and y that of d² / c² has the sign of
/// the change of c turned round. In that of v, α counts as a constant and w² + h² as 1, as the paper
/// has it. Boxes that do not meet get nothing from IoU.
///
/// - Reference: AlexeyAB's `box.c`, `dx_box_iou`; Zheng et al., "Distance-IoU Loss",
///   [arXiv:1911.08287](https://arxiv.org/abs/1911.08287).
struct OverlapGradient: Sendable, Hashable {
  /// Intersection over union.
  private(set) var iou = 0.0
  /// The derivative of the measure with regard to x.
  private(set) var x = 0.0
  /// The derivative with regard to y.
  private(set) var y = 0.0
  /// What stands for the derivative with regard to the width.
  private(set) var width = 0.0
  /// What stands for the derivative with regard to the height.
  private(set) var height = 0.0

  /// How `box` and `truth` overlap, by the measure `kind`.
  init(_ kind: YoloTraining.Overlap, _ box: BoundingBox, _ truth: BoundingBox) {
    let (a, b) = (
      Side(box.x, box.width, truth.x, truth.width),
      Side(box.y, box.height, truth.y, truth.height)
    )
    addOverlap(a, b)
    switch kind {
    case .iou: break
    case .giou: addEnclosure(a, b)
    case .diou: addDistance(a, b)
    case .ciou:
      addDistance(a, b)
      addShape(a, b)
    }
  }

  /// One direction of two boxes, and its derivatives with regard to the first box's ends.
  private struct Side {
    let (extent, truth): (Double, Double)
    let (common, around): (Double, Double)
    /// Of the common part: of the lower and the upper end.
    let (commonLow, commonHigh): (Double, Double)
    /// Of the part around both.
    let (aroundLow, aroundHigh): (Double, Double)
    let distance: Double

    init(_ center: Float, _ extent: Float, _ truthCenter: Float, _ truthExtent: Float) {
      let (low, high) = (Double(center - extent / 2), Double(center + extent / 2))
      let (first, last) = (
        Double(truthCenter - truthExtent / 2), Double(truthCenter + truthExtent / 2)
      )
      (self.extent, truth) = (high - low, last - first)
      (common, around) = (min(high, last) - max(low, first), max(high, last) - min(low, first))
      (commonLow, commonHigh) = (low > first ? -1 : 0, high < last ? 1 : 0)
      (aroundLow, aroundHigh) = (low < first ? -1 : 0, high > last ? 1 : 0)
      distance = Double(center) - Double(truthCenter)
    }
  }

  /// Adds a measure's derivatives with regard to the four ends.
  private mutating func add(left: Double, right: Double, top: Double, bottom: Double) {
    x += left + right
    y += top + bottom
    width += right - left
    height += bottom - top
  }

  private mutating func addOverlap(_ a: Side, _ b: Side) {
    guard a.common > 0, b.common > 0 else { return }
    let common = a.common * b.common
    let joined = a.extent * b.extent + a.truth * b.truth - common
    guard joined > 0 else { return }
    iou = common / joined
    /// The derivative of the quotient, from those of the intersection and the box's area.
    func change(_ ofCommon: Double, _ ofArea: Double) -> Double {
      (ofCommon * joined - common * (ofArea - ofCommon)) / (joined * joined)
    }
    add(
      left: change(a.commonLow * b.common, -b.extent),
      right: change(a.commonHigh * b.common, b.extent),
      top: change(b.commonLow * a.common, -a.extent),
      bottom: change(b.commonHigh * a.common, a.extent))
  }

  private mutating func addEnclosure(_ a: Side, _ b: Side) {
    let (meets, around) = (a.common > 0 && b.common > 0, a.around * b.around)
    guard around > 0 else { return }
    let common = meets ? a.common * b.common : 0
    let joined = a.extent * b.extent + a.truth * b.truth - common
    /// The derivative of U / C, which is what GIoU adds to IoU, but for a constant.
    func change(_ ofCommon: Double, _ ofArea: Double, _ ofAround: Double) -> Double {
      let ofJoined = ofArea - (meets ? ofCommon : 0)
      return (ofJoined * around - joined * ofAround) / (around * around)
    }
    add(
      left: change(a.commonLow * b.common, -b.extent, a.aroundLow * b.around),
      right: change(a.commonHigh * b.common, b.extent, a.aroundHigh * b.around),
      top: change(b.commonLow * a.common, -a.extent, b.aroundLow * a.around),
      bottom: change(b.commonHigh * a.common, a.extent, b.aroundHigh * a.around))
  }

  private mutating func addDistance(_ a: Side, _ b: Side) {
    let distance = a.distance * a.distance + b.distance * b.distance
    let diagonal = a.around * a.around + b.around * b.around
    guard diagonal > 0 else { return }
    /// The derivative of −d² / c², from those of d² and c².
    func change(_ ofDistance: Double, _ ofDiagonal: Double) -> Double {
      -(ofDistance * diagonal - distance * ofDiagonal) / (diagonal * diagonal)
    }
    // With regard to the centre the part of the diagonal has the other sign, as Darknet has it.
    x += change(2 * a.distance, -2 * a.around * (a.aroundLow + a.aroundHigh))
    y += change(2 * b.distance, -2 * b.around * (b.aroundLow + b.aroundHigh))
    // An end moves by half of what the extent changes by.
    width += change(0, a.around * (a.aroundHigh - a.aroundLow))
    height += change(0, b.around * (b.aroundHigh - b.aroundLow))
  }

  private mutating func addShape(_ a: Side, _ b: Side) {
    let unlike = atan2(a.truth, b.truth) - atan2(a.extent, b.extent)
    let loss = 4 / (Double.pi * .pi) * unlike * unlike
    let alpha = loss / (1 - iou + loss + 1e-6)
    let slope = 8 / (Double.pi * .pi) * unlike * alpha
    width += slope * b.extent
    height -= slope * a.extent
  }
}
