@testable import Trainer

extension TestNumbers {
  /// Truths of so many boxes of a few classes, followed by nothing.
  ///
  /// The first lies on the right and lower edge, the second on a corner of cells, the third is
  /// where the fourth is and as large.
  mutating func truths(_ count: Int, classes: Int) -> [BoxTruth] {
    var boxes = (0..<count).map { _ in
      BoxTruth(
        x: next(in: 0.01...0.99), y: next(in: 0.01...0.99), width: next(in: 0.05...0.7),
        height: next(in: 0.05...0.7), classID: below(classes))
    }
    if count > 0 { (boxes[0].x, boxes[0].y) = (1, 1) }
    if count > 1 { (boxes[1].x, boxes[1].y) = (0.2, 0.8) }
    if count > 3 {
      (boxes[3].x, boxes[3].y, boxes[3].classID) = (
        boxes[2].x, boxes[2].y, (boxes[2].classID + 1) % classes
      )
      (boxes[3].width, boxes[3].height) = (boxes[2].width, boxes[2].height)
    }
    return boxes
  }
}

extension [BoxTruth] {
  /// The boxes as a loss reads them.
  func values(for loss: any Loss) -> [Float] {
    let listed = flatMap { [$0.x, $0.y, $0.width, $0.height, Float($0.classID)] }
    return listed + [Float](repeating: 0, count: Swift.max(0, loss.truthCount - listed.count))
  }
}
