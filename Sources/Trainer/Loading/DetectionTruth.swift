import CfgParser

/// How the losses of a detector want the objects of an image.
enum DetectionTruth: Sendable, Hashable {
  /// Five values an object, x, y, width, height, class, and zeros behind: that of `[region]` and
  /// `[yolo]`.
  case list(max: Int)
  /// For each cell whether there is an object, its class of each, its place in the cell and size:
  /// that of `[detection]`.
  case grid(side: Int, classes: Int)

  /// Values of an image.
  var count: Int {
    switch self {
    case .list(let max): BoxTruth.valueCount * max
    case .grid(let side, let classes): side * side * (1 + classes + 4)
    }
  }

  /// Writes the objects, as many as there is room for, in their order.
  ///
  /// - Reference: darknet `data.c`, `fill_truth_detection` and `fill_truth_region`: of several
  ///   objects in a cell the first counts.
  func write(_ boxes: [BoxTruth], into truth: inout MutableSpan<Float>) {
    for index in truth.indices { truth[index] = 0 }
    switch self {
    case .list(let max):
      for (index, box) in boxes.prefix(max).enumerated() {
        put(box, x: box.x, y: box.y, at: BoxTruth.valueCount * index, &truth)
        truth[BoxTruth.valueCount * index + 4] = Float(box.classID)
      }
    case .grid(let side, let classes):
      for box in boxes { write(box, side, classes, &truth) }
    }
  }

  private func write(
    _ box: BoxTruth, _ side: Int, _ classes: Int, _ truth: inout MutableSpan<Float>
  ) {
    guard let cell = GridCell(of: box, width: side, height: side) else { return }
    let start = (cell.row * side + cell.column) * (1 + classes + 4)
    guard truth[start] == 0 else { return }
    truth[start] = 1
    truth[start + 1 + box.classID] = 1
    let x = box.x * Float(side) - Float(cell.column)
    let y = box.y * Float(side) - Float(cell.row)
    put(box, x: x, y: y, at: start + 1 + classes, &truth)
  }

  private func put(
    _ box: BoxTruth, x: Float, y: Float, at start: Int, _ truth: inout MutableSpan<Float>
  ) {
    (truth[start], truth[start + 1]) = (x, y)
    (truth[start + 2], truth[start + 3]) = (box.width, box.height)
  }
}
