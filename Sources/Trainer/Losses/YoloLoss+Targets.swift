import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the box and the classes of a `[yolo]` anchor should be.
///
/// - Reference: darknet `yolo_layer.c`, `delta_yolo_box`, `delta_yolo_class`.
extension YoloLoss {
  /// Teaches an anchor, whose entries begin at `start`, the box of an object in its cell.
  ///
  /// A second object replaces the first in the original; in AlexeyAB's fork errors add up.
  ///
  /// - Returns: What the box lacks of the overlap it should have.
  func learnBox(
    _ truth: BoxTruth, _ cell: GridCell, _ anchor: (width: Float, height: Float),
    _ values: Span<Float>, _ start: Int, _ delta: inout MutableSpan<Float>
  ) -> Double {
    guard rules.isExtended, let kind = keys.iouLoss else {
      learnNumbers(truth, cell, anchor, values, start, &delta)
      return 0
    }
    var box = box(values, at: start)
    let lacking = kind == .giou ? 1 - box.giou(with: truth.box) : 1 - box.iou(with: truth.box)
    // Darknet's guard against dividing by an area of 0.
    if box.width == 0 { box.width = 1 }
    if box.height == 0 { box.height = 1 }
    let slope = OverlapGradient(kind, box, truth.box)
    let (width, height) =
      head.newCoords
      ? (slope.width, slope.height)
      : (
        slope.width * exp(Double(values[start + 2])), slope.height * exp(Double(values[start + 3]))
      )
    let scale = Double(keys.iouNormalizer * classWeights[truth.classID])
    add(scale * slope.x, to: start, &delta)
    add(scale * slope.y, to: start + 1, &delta)
    add(scale * width, to: start + 2, &delta)
    add(scale * height, to: start + 3, &delta)
    return Double(lacking)
  }

  /// Adds an error that is a number, of the size allowed.
  private func add(_ error: Double, to index: Int, _ delta: inout MutableSpan<Float>) {
    let error = Float(error)
    guard error.isFinite else { return }
    delta[index] += min(max(error, -keys.maxDelta), keys.maxDelta)
  }

  private func learnNumbers(
    _ truth: BoxTruth, _ cell: GridCell, _ anchor: (width: Float, height: Float),
    _ values: Span<Float>, _ start: Int, _ delta: inout MutableSpan<Float>
  ) {
    let weight = rules.isExtended ? keys.iouNormalizer * classWeights[truth.classID] : 1
    let scale = rules.sizeScale(truth) * weight
    let x = truth.x * Float(head.width) - Float(cell.column)
    let y = truth.y * Float(head.height) - Float(cell.row)
    let wide = raw(truth.width * Float(head.networkWidth) / anchor.width)
    let high = raw(truth.height * Float(head.networkHeight) / anchor.height)
    let kept: Float = rules.isExtended ? 1 : 0
    delta[start] = kept * delta[start] + scale * (x - head.activatedCenter(values[start]))
    delta[start + 1] =
      kept * delta[start + 1] + scale * (y - head.activatedCenter(values[start + 1]))
    delta[start + 2] = kept * delta[start + 2] + scale * (wide - values[start + 2])
    delta[start + 3] = kept * delta[start + 3] + scale * (high - values[start + 3])
  }

  /// The value that gives a box an extent of so many anchors.
  private func raw(_ extent: Float) -> Float {
    head.newCoords ? (extent / 4).squareRoot() : log(extent)
  }

  /// Teaches an anchor the class of an object.
  ///
  /// Where it has learnt another object's already, only the class of this one is set: the original
  /// knows that by an error of the first class, AlexeyAB's fork by one of the object's own.
  func learnClass(
    _ classID: Int, _ values: Span<Float>, _ start: Int, isFocal: Bool,
    _ delta: inout MutableSpan<Float>
  ) {
    let first = start + YoloHead.firstClass
    let own = first + classID
    let smoothing = rules.isExtended ? keys.labelSmoothEps : 0
    let (yes, no) = (1 - smoothing / 2, smoothing / 2)
    if delta[rules.isExtended ? own : first] != 0 {
      delta[own] = classWeights[classID] * (yes - head.activatedScore(values[own]))
      return
    }
    if rules.isExtended, isFocal {
      let weight = ClassErrors.focalWeight(head.activatedScore(values[own]))
      for index in first..<start + head.entryCount {
        delta[index] = weight * ((index == own ? 1 : 0) - head.activatedScore(values[index]))
      }
      return
    }
    for index in first..<start + head.entryCount {
      delta[index] = (index == own ? yes : no) - head.activatedScore(values[index])
    }
    guard rules.isExtended, keys.countersPerClass != nil else { return }
    delta[own] *= classWeights[classID] * keys.clsNormalizer
  }
}
