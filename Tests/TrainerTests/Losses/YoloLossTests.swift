import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Trainer

@Suite("[yolo] loss")
struct YoloLossTests {
  private static let (width, height, classes, entryCount) = (5, 3, 3, 8)
  private static let anchors: [Double] = [12, 9, 20, 24, 40, 30]
  private static let valueCount = width * height * 2 * entryCount

  private static let cfg = """
    [net]
    width=80
    height=48
    channels=3
    [convolutional]
    size=16
    stride=16
    filters=16
    [yolo]
    mask=0,2
    classes=3
    num=3
    anchors=12,9, 20,24, 40,30
    ignore_thresh=.3

    """

  private func loss(
    _ keys: String = "", _ compatibility: Compatibility = .pjreddie
  ) throws -> any Loss {
    try lossOfText(Self.cfg + keys, compatibility)
  }

  private func box(_ values: [Double], _ start: Int) -> DoubleBox {
    let (cell, entry) = start.quotientAndRemainder(dividingBy: 2 * Self.entryCount)
    let anchor = entry == 0 ? 0 : 2
    return DoubleBox(
      (Double(cell % Self.width) + logistic(values[start])) / Double(Self.width),
      (Double(cell / Self.width) + logistic(values[start + 1])) / Double(Self.height),
      exp(values[start + 2]) * Self.anchors[2 * anchor] / 80,
      exp(values[start + 3]) * Self.anchors[2 * anchor + 1] / 48)
  }

  /// What every value should be at the point `values`, and how much it counts.
  private func targets(_ truths: [BoxTruth], at values: [Double]) -> [RegionReference.Target?] {
    var targets = [RegionReference.Target?](repeating: nil, count: Self.valueCount)
    for start in stride(from: 0, to: Self.valueCount, by: Self.entryCount) {
      let best = truths.map { box(values, start).iou($0.double) }.max() ?? 0
      if best <= 0.3 { targets[start + 4] = .init(wanted: 0, scale: 1) }
    }
    for truth in truths { set(truth, in: &targets) }
    return targets
  }

  private func set(_ truth: BoxTruth, in targets: inout [RegionReference.Target?]) {
    let size = DoubleBox(0, 0, Double(truth.width), Double(truth.height))
    let likeness = (0..<3).map {
      DoubleBox(0, 0, Self.anchors[2 * $0] / 80, Self.anchors[2 * $0 + 1] / 48).iou(size)
    }
    guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }), best != 1 else {
      return
    }
    let column = min(Int(truth.x * Float(Self.width)), Self.width - 1)
    let row = min(Int(truth.y * Float(Self.height)), Self.height - 1)
    let start = ((row * Self.width + column) * 2 + best / 2) * Self.entryCount
    let scale = 2 - Double(truth.width * truth.height)
    let wanted = [
      Double(truth.x) * Double(Self.width) - Double(column),
      Double(truth.y) * Double(Self.height) - Double(row),
      log(Double(truth.width) * 80 / Self.anchors[2 * best]),
      log(Double(truth.height) * 48 / Self.anchors[2 * best + 1]),
    ]
    for entry in 0..<4 { targets[start + entry] = .init(wanted: wanted[entry], scale: scale) }
    targets[start + 4] = .init(wanted: 1, scale: 1)
    let isSecond = targets[start + 5] != nil
    for classID in 0..<Self.classes where !isSecond || classID == truth.classID {
      targets[start + 5 + classID] = .init(wanted: classID == truth.classID ? 1 : 0, scale: 1)
    }
  }

  /// Cross-entropy of all but sizes, half of the squares of those.
  private func implied(_ values: [Double], _ targets: [RegionReference.Target?]) -> Double {
    values.indices.reduce(0) { sum, index in
      guard let target = targets[index] else { return sum }
      let entry = index % Self.entryCount
      guard entry != 2, entry != 3 else {
        return sum + target.scale * pow(target.wanted - values[index], 2) / 2
      }
      let p = logistic(values[index])
      return sum - target.scale * (target.wanted * log(p) + (1 - target.wanted) * log(1 - p))
    }
  }

  @Test(
    "the original's deltas are minus the derivative of cross-entropy, for sizes of half of squares",
    arguments: [0, 1, 2, 5, 9])
  func derivative(_ count: Int) throws {
    var numbers = TestNumbers(seed: UInt64(count + 1))
    let values = numbers.list(Self.valueCount, in: -1.5...1.5)
    let truths = numbers.truths(count, classes: 3)
    let loss = try loss()
    let found = loss.evaluated(values, truths.values(for: loss))
    let targets = targets(truths, at: values.map(Double.init))
    let mismatch = FiniteDifferences.firstMismatch(found.delta, at: values) {
      implied($0, targets)
    }
    #expect(mismatch == nil)
    let squares = found.delta.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(found.sums.cost - squares) < 1e-6 * squares + 1e-9)
  }

  private func deltas(
    _ keys: String, _ compatibility: Compatibility, _ values: [Float], _ truths: [BoxTruth]
  ) throws -> (delta: [Float], sums: LossSums) {
    let loss = try loss(keys, compatibility)
    return loss.evaluated(values, truths.values(for: loss))
  }

  /// An object of class 1 in the middle of cell (2, 1), as large as the first anchor.
  private static let object = BoxTruth(
    x: 0.5, y: 0.5, width: 12.0 / 80, height: 9.0 / 48, classID: 1)
  /// Where its anchor's entries begin.
  private static let start = (1 * 5 + 2) * 16
  private static let zeros = [Float](repeating: 0, count: valueCount)

  @Test("recommended is the original's way for a head without keys of AlexeyAB's, else his")
  func recommended() throws {
    var numbers = TestNumbers(seed: 3)
    let values = numbers.list(Self.valueCount, in: -1.5...1.5)
    let truths = numbers.truths(5, classes: 3)
    #expect(
      try deltas("", .recommended, values, truths).delta
        == deltas("", .pjreddie, values, truths).delta)
    #expect(
      try deltas("iou_normalizer=0.5", .recommended, values, truths).delta
        == deltas("iou_normalizer=0.5", .alexeyab, values, truths).delta)
  }

  @Test("AlexeyAB's boxes count three quarters by default")
  func normalizer() throws {
    var values = Self.zeros
    values[Self.start + 2] = -1
    let found = try deltas("", .alexeyab, values, [Self.object]).delta
    let scale = 0.75 * (2 - Self.object.width * Self.object.height)
    #expect(abs(found[Self.start + 2] - scale) < 1e-6)
    #expect(found[Self.start] == 0)
  }

  private func spared(
    _ values: [Float], _ truths: [BoxTruth], _ compatibility: Compatibility
  ) throws -> [Float] {
    let loss = try lossOfText(
      Self.cfg.replacing("ignore_thresh=.3", with: "ignore_thresh=.1"), compatibility)
    return loss.evaluated(values, truths.values(for: loss)).delta
  }

  @Test("in AlexeyAB's fork a box is spared for its overlap only where a class is probable")
  func ignored() throws {
    // The box of the neighbouring cell has a seventh in common with the object.
    var values = Self.zeros
    for entry in 5..<8 { values[Self.start + 16 + entry] = -3 }
    (values[Self.start + 16], values[Self.start + 18], values[Self.start + 19]) = (-2, 0.5, 0.5)
    let (index, object) = (Self.start + 16 + 4, [Self.object])
    #expect(try spared(values, object, .pjreddie)[index] == 0)
    #expect(try spared(values, object, .alexeyab)[index] == -0.5)
    values[Self.start + 16 + 6] = -1
    #expect(try spared(values, object, .alexeyab)[index] == 0)
  }

  @Test("label_smooth_eps moves classes halfway, focal_loss weakens those nearly right")
  func classes() throws {
    let classes = Self.start + 5..<Self.start + 8
    let smooth = try deltas("label_smooth_eps=0.2", .alexeyab, Self.zeros, [Self.object]).delta
    #expect(zip(smooth[classes], [-0.4, 0.4, -0.4]).allSatisfy { abs($0 - $1) < 1e-6 })
    let focal = try deltas("focal_loss=1", .alexeyab, Self.zeros, [Self.object]).delta
    let weight = 0.25 * (0.5 - log(Float(0.5)))
    #expect(zip(focal[classes], [-0.5, 0.5, -0.5]).allSatisfy { abs($0 - $1 * weight) < 1e-6 })
  }

  @Test("counters_per_class has rare classes count more")
  func counters() throws {
    let found = try deltas(
      "counters_per_class=100,25,100", .alexeyab, Self.zeros, [Self.object]
    ).delta
    #expect(Array(found[Self.start + 4..<Self.start + 8]) == [2, -0.5, 2, -0.5])
    let error = #expect(throws: CfgError.self) { try loss("counters_per_class=1,2", .alexeyab) }
    #expect(
      error?.message == """
        'counters_per_class=1,2' has 2 numbers; [yolo] takes 3 above 0, one for each of classes
        """)
  }

  @Test("with iou_thresh further anchors like an object find it, and share its box's error")
  func furtherAnchors() throws {
    let found = try deltas("iou_thresh=0.05", .alexeyab, Self.zeros, [Self.object]).delta
    #expect(found[Self.start + 4] == 0.5)
    #expect(found[Self.start + 8 + 4] == 0.5)
    let alone = try deltas("", .alexeyab, Self.zeros, [Self.object]).delta
    #expect(alone[Self.start + 8 + 4] <= 0)
  }

  @Test("the mean of what boxes lack of overlap is over all images of a mini-batch")
  func meanOverlap() throws {
    let keys = "iou_loss=iou\niou_normalizer=0.5\nobj_normalizer=0.25"
    var values = Self.zeros
    values[Self.start + 2] = Float(log(0.5))
    let one = try deltas(keys, .alexeyab, values, [Self.object])
    #expect(one.sums.overlapCount == 1)
    #expect(abs(one.sums.overlapSum - 0.5 * 0.5) < 1e-6)
    var both = one.sums
    both += try deltas(keys, .alexeyab, Self.zeros, [Self.object]).sums
    #expect(abs(both.cost - both.sum - 0.5 * 0.5 / 2) < 1e-6)
    let plain = try deltas(keys + "\nshow_details=0", .alexeyab, values, [Self.object])
    let squares = plain.delta.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(plain.sums.cost - squares) < 1e-6 * squares)
  }

  @Test("max_delta bounds the errors of boxes")
  func maxDelta() throws {
    var values = Self.zeros
    (values[Self.start], values[Self.start + 2]) = (2, 0.2)
    let found = try deltas("iou_loss=giou\nmax_delta=0.01", .alexeyab, values, [Self.object])
    #expect(found.delta[Self.start] == -0.01)
    #expect(found.delta[Self.start + 2] == 0.01)
  }
}
