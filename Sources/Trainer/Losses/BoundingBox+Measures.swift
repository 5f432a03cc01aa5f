import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension BoundingBox {
  /// How much two boxes have in common, by the measure `kind`; the exponent of the distance is 1.
  ///
  /// - Reference: AlexeyAB's `box.c`, `box_iou_kind`.
  func overlap(with other: BoundingBox, by kind: YoloTraining.Overlap) -> Float {
    switch kind {
    case .iou: iou(with: other)
    case .giou: giou(with: other)
    case .diou: diou(with: other, exponent: 1)
    case .ciou: ciou(with: other)
    }
  }

  /// Complete IoU: less, too, where the ratios of width and height are unlike.
  private func ciou(with other: BoundingBox) -> Float {
    let unlike = atan2(other.width, other.height) - atan2(width, height)
    let loss = 4 / (Float.pi * .pi) * unlike * unlike
    return diou(with: other, exponent: 1) - loss * loss / (1 - iou(with: other) + loss + 1e-6)
  }
}
