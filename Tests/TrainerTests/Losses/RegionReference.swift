import CfgParser
import Foundation

@testable import Trainer

/// The loss of a `[region]` head in double precision: what each value should be, settled at one
/// point, and what that costs elsewhere.
///
/// What a box overlaps, and what is likest, is settled at the point, as the deltas have it.
struct RegionReference {
  /// What one value should be, and how much it counts.
  struct Target {
    var (wanted, scale): (Double, Double)
  }

  /// How classes compete.
  enum Classes {
    case logistic, raw
    case groups([Range<Int>])
  }

  var (width, height, classCount) = (5, 3, 4)
  var anchors: [Double] = [0.7, 0.9, 1.5, 1.1, 2.5, 2.2]
  var (coordScale, objectScale, noobjectScale, classScale) = (1.5, 5.0, 0.5, 2.0)
  var thresh = 0.25
  var (rescores, matchesAnchors, isExtended) = (false, true, false)
  var classes = Classes.groups([0..<4])
  /// For each class the classes that have to be learnt with it.
  var path: (Int) -> [Int] = { [$0] }
  var isEarly = false

  var entryCount: Int { 5 + classCount }
  var anchorCount: Int { anchors.count / 2 }
  var valueCount: Int { width * height * anchorCount * entryCount }

  private func box(_ values: [Double], _ start: Int) -> DoubleBox {
    let (cell, entry) = start.quotientAndRemainder(dividingBy: anchorCount * entryCount)
    let anchor = entry / entryCount
    return DoubleBox(
      (Double(cell % width) + logistic(values[start])) / Double(width),
      (Double(cell / width) + logistic(values[start + 1])) / Double(height),
      exp(values[start + 2]) * anchors[2 * anchor] / Double(width),
      exp(values[start + 3]) * anchors[2 * anchor + 1] / Double(height))
  }

  private func start(of truth: BoxTruth, _ values: [Double]) -> Int {
    let column = min(Int(truth.x * Float(width)), width - 1)
    let row = min(Int(truth.y * Float(height)), height - 1)
    let cell = (row * width + column) * anchorCount * entryCount
    let size = DoubleBox(0, 0, Double(truth.width), Double(truth.height))
    let likeness = (0..<anchorCount).map { anchor in
      var shape = box(values, cell + anchor * entryCount)
      if matchesAnchors {
        shape.width = anchors[2 * anchor] / Double(width)
        shape.height = anchors[2 * anchor + 1] / Double(height)
      }
      return DoubleBox(0, 0, shape.width, shape.height).iou(size)
    }
    return cell + (likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0) * entryCount
  }

  /// What every value should be at the point `values`; nothing for those that do not count.
  func targets(_ truths: [BoxTruth], at values: [Double]) -> [Target?] {
    var targets = [Target?](repeating: nil, count: valueCount)
    for start in stride(from: 0, to: valueCount, by: entryCount) {
      let best = truths.map { box(values, start).iou($0.double) }.max() ?? 0
      if best <= thresh { targets[start + 4] = Target(wanted: 0, scale: noobjectScale) }
      guard isEarly else { continue }
      for entry in 0..<4 {
        targets[start + entry] = Target(wanted: entry < 2 ? 0.5 : 0, scale: 0.01)
      }
    }
    for truth in truths { set(truth, in: &targets, at: values) }
    return targets
  }

  private func set(_ truth: BoxTruth, in targets: inout [Target?], at values: [Double]) {
    let start = start(of: truth, values)
    let anchor = start % (anchorCount * entryCount) / entryCount
    let cell = start / (anchorCount * entryCount)
    let scale = coordScale * (isExtended ? 1 : 2 - Double(truth.width * truth.height))
    let wanted = [
      Double(truth.x) * Double(width) - Double(cell % width),
      Double(truth.y) * Double(height) - Double(cell / width),
      log(Double(truth.width) * Double(width) / anchors[2 * anchor]),
      log(Double(truth.height) * Double(height) / anchors[2 * anchor + 1]),
    ]
    for entry in 0..<4 { targets[start + entry] = Target(wanted: wanted[entry], scale: scale) }
    let overlap = rescores ? box(values, start).iou(truth.double) : 1
    targets[start + 4] = Target(wanted: overlap, scale: objectScale)
    let isSecond = targets[start + 5] != nil
    if case .logistic = classes, !isExtended, isSecond {
      targets[start + 5 + truth.classID] = Target(wanted: 1, scale: classScale)
      return
    }
    for classID in path(truth.classID) {
      for other in group(of: classID) {
        targets[start + 5 + other] = Target(wanted: other == classID ? 1 : 0, scale: classScale)
      }
    }
  }

  private func group(of classID: Int) -> Range<Int> {
    guard case .groups(let groups) = classes else { return 0..<classCount }
    return groups.first { $0.contains(classID) } ?? 0..<0
  }

  /// What `values` cost: half of squares of σ and of sizes, cross-entropy of classes.
  func loss(_ values: [Double], _ targets: [Target?]) -> Double {
    values.indices.reduce(0) { sum, index in
      guard let target = targets[index] else { return sum }
      let entry = index % entryCount
      let value = values[index]
      guard entry >= 5 else {
        let found = entry == 2 || entry == 3 ? value : logistic(value)
        return sum + target.scale * (target.wanted - found) * (target.wanted - found) / 2
      }
      return sum + target.scale * classLoss(target.wanted, index, values)
    }
  }

  private func classLoss(_ wanted: Double, _ index: Int, _ values: [Double]) -> Double {
    let value = values[index]
    switch classes {
    case .raw: return (wanted - value) * (wanted - value) / 2
    case .logistic: return -wanted * log(logistic(value)) - (1 - wanted) * log(1 - logistic(value))
    case .groups:
      let first = index - index % entryCount + 5
      let total = group(of: index - first).reduce(0) { $0 + exp(values[first + $1]) }
      return wanted * (log(total) - value)
    }
  }
}

extension BoxTruth {
  /// The box in double precision.
  var double: DoubleBox { DoubleBox(Double(x), Double(y), Double(width), Double(height)) }
}
