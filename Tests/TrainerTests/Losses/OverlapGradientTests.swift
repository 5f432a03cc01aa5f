import CfgParser
import Engine
import Foundation
import Testing

@testable import Trainer

@Suite("Derivatives of overlap")
struct OverlapGradientTests {
  /// How far a box is moved to either side.
  private static let distance = 1e-6
  /// How far derivatives may be apart: corners of boxes are in single precision.
  private static let tolerance = 1e-4

  /// Pairs of boxes: one beside the other, one in the other, apart, and crossing.
  private static let pairs: [(BoundingBox, BoundingBox)] = [
    (
      BoundingBox(x: 0.5, y: 0.5, width: 0.25, height: 0.375),
      BoundingBox(x: 0.5625, y: 0.40625, width: 0.3125, height: 0.25)
    ),
    (
      BoundingBox(x: 0.5, y: 0.5, width: 0.125, height: 0.25),
      BoundingBox(x: 0.53125, y: 0.5625, width: 0.5, height: 0.75)
    ),
    (
      BoundingBox(x: 0.25, y: 0.25, width: 0.125, height: 0.25),
      BoundingBox(x: 0.75, y: 0.875, width: 0.25, height: 0.125)
    ),
    (
      BoundingBox(x: 0.5, y: 0.5625, width: 0.5, height: 0.125),
      BoundingBox(x: 0.46875, y: 0.5, width: 0.125, height: 0.75)
    ),
  ]

  private func double(_ box: BoundingBox) -> DoubleBox {
    DoubleBox(Double(box.x), Double(box.y), Double(box.width), Double(box.height))
  }

  /// The derivative of `measure` with regard to a number of the box.
  private func slope(
    _ number: WritableKeyPath<DoubleBox, Double>, _ box: DoubleBox,
    _ measure: (DoubleBox) -> Double
  ) -> Double {
    var (above, below) = (box, box)
    above[keyPath: number] += Self.distance
    below[keyPath: number] -= Self.distance
    return (measure(above) - measure(below)) / (2 * Self.distance)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= Self.tolerance * max(1, abs(b))
  }

  @Test("those of IoU are right for the centre, and twice as large for the size", arguments: 0..<4)
  func iou(_ pair: Int) {
    let (box, truth) = (double(Self.pairs[pair].0), double(Self.pairs[pair].1))
    let found = OverlapGradient(.iou, Self.pairs[pair].0, Self.pairs[pair].1)
    let measure = { (box: DoubleBox) in box.iou(truth) }
    #expect(isClose(found.iou, measure(box)))
    #expect(isClose(found.x, slope(\.x, box, measure)))
    #expect(isClose(found.y, slope(\.y, box, measure)))
    #expect(isClose(found.width, 2 * slope(\.width, box, measure)))
    #expect(isClose(found.height, 2 * slope(\.height, box, measure)))
  }

  @Test("those of GIoU likewise", arguments: 0..<4)
  func giou(_ pair: Int) {
    let (box, truth) = (double(Self.pairs[pair].0), double(Self.pairs[pair].1))
    let found = OverlapGradient(.giou, Self.pairs[pair].0, Self.pairs[pair].1)
    let measure = { (box: DoubleBox) in
      let (iou, around) = (box.iou(truth), box.around(truth))
      let areas = box.width * box.height + truth.width * truth.height
      let joined = areas / (1 + iou)
      return iou + joined / (around.width * around.height)
    }
    #expect(isClose(found.x, slope(\.x, box, measure)))
    #expect(isClose(found.y, slope(\.y, box, measure)))
    #expect(isClose(found.width, 2 * slope(\.width, box, measure)))
    #expect(isClose(found.height, 2 * slope(\.height, box, measure)))
  }

  @Test(
    "the distance's are right for the size; for the centre the diagonal's change is turned round",
    arguments: 0..<4)
  func distance(_ pair: Int) {
    let (box, truth) = (double(Self.pairs[pair].0), double(Self.pairs[pair].1))
    let found = OverlapGradient(.diou, Self.pairs[pair].0, Self.pairs[pair].1)
    let iou = OverlapGradient(.iou, Self.pairs[pair].0, Self.pairs[pair].1)
    let square = { (box: DoubleBox) in pow(box.x - truth.x, 2) + pow(box.y - truth.y, 2) }
    let diagonal = { (box: DoubleBox) in
      let around = box.around(truth)
      return around.width * around.width + around.height * around.height
    }
    let right = { (box: DoubleBox) in -square(box) / diagonal(box) }
    let turned = { (point: DoubleBox) in
      -square(point) * diagonal(point) / pow(diagonal(box), 2)
    }
    #expect(isClose(found.x - iou.x, slope(\.x, box, turned)))
    #expect(isClose(found.y - iou.y, slope(\.y, box, turned)))
    #expect(isClose(found.width - iou.width, slope(\.width, box, right)))
    #expect(isClose(found.height - iou.height, slope(\.height, box, right)))
  }

  @Test("the shape's are those of α · v, α constant, times w² + h²", arguments: 0..<4)
  func shape(_ pair: Int) {
    let (box, truth) = (double(Self.pairs[pair].0), double(Self.pairs[pair].1))
    let found = OverlapGradient(.ciou, Self.pairs[pair].0, Self.pairs[pair].1)
    let distance = OverlapGradient(.diou, Self.pairs[pair].0, Self.pairs[pair].1)
    let unlike = { (box: DoubleBox) in
      4 / (Double.pi * .pi)
        * pow(atan(truth.width / truth.height) - atan(box.width / box.height), 2)
    }
    let alpha = unlike(box) / (1 - box.iou(truth) + unlike(box))
    let factor = -alpha * (box.width * box.width + box.height * box.height)
    #expect(found.x == distance.x && found.y == distance.y)
    #expect(isClose(found.width - distance.width, factor * slope(\.width, box, unlike)))
    #expect(isClose(found.height - distance.height, factor * slope(\.height, box, unlike)))
  }
}
