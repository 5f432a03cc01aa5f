import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Trainer

@Suite("[detection] loss")
struct DetectionLossTests {
  private static let (side, classes, boxes) = (3, 4, 2)
  private static let valueCount = 9 * (4 + 2 * 5)

  private func loss(_ keys: String = "") throws -> any Loss {
    try lossOfText(
      """
      [net]
      inputs=126
      [detection]
      side=3
      classes=4
      num=2
      coords=4
      coord_scale=5
      object_scale=2
      noobject_scale=0.5
      class_scale=1.5
      \(keys)
      """)
  }

  /// A truth for every other cell.
  private func truth(_ numbers: inout TestNumbers) -> [Float] {
    var truth: [Float] = []
    for cell in 0..<9 {
      guard cell % 2 == 0 else {
        truth += [Float](repeating: 0, count: 9)
        continue
      }
      let classID = numbers.below(4)
      truth += [1] + (0..<4).map { $0 == classID ? 1 : 0 }
      truth += numbers.list(2, in: 0...1) + numbers.list(2, in: 0.1...0.8)
    }
    return truth
  }

  /// What one cell's boxes are at a point, and which of them is for the object there.
  private func responsible(_ cell: Int, _ values: [Double], _ truth: [Float], roots: Bool) -> Int {
    let object = cell * 9 + 5
    let wanted = DoubleBox(
      Double(truth[object]) / 3, Double(truth[object + 1]) / 3, Double(truth[object + 2]),
      Double(truth[object + 3]))
    let found = (0..<2).map { box -> DoubleBox in
      let start = 54 + (cell * 2 + box) * 4
      let power = roots ? 2.0 : 1
      return DoubleBox(
        values[start] / 3, values[start + 1] / 3, pow(values[start + 2], power),
        pow(values[start + 3], power))
    }
    let overlaps = found.map { $0.iou(wanted) }
    if overlaps.contains(where: { $0 > 0 }) { return overlaps[1] > overlaps[0] ? 1 : 0 }
    let distances = found.map {
      pow($0.x - wanted.x, 2) + pow($0.y - wanted.y, 2) + pow($0.width - wanted.width, 2)
        + pow($0.height - wanted.height, 2)
    }
    return distances[1] < distances[0] ? 1 : 0
  }

  /// Half of the squares, weighted; classes are a softmax's cross-entropy where they share one.
  private func implied(
    _ values: [Double], _ truth: [Float], _ chosen: [Int], roots: Bool, softmax: Bool
  ) -> Double {
    var loss = 0.0
    for cell in 0..<9 {
      let hasObject = truth[cell * 9] != 0
      for box in 0..<2 {
        let isChosen = hasObject && chosen[cell] == box
        let confidence = values[36 + cell * 2 + box]
        loss += isChosen ? pow(1 - confidence, 2) : 0.25 * pow(confidence, 2)
        guard isChosen else { continue }
        for entry in 0..<4 {
          let wanted = Double(truth[cell * 9 + 5 + entry])
          let value = values[54 + (cell * 2 + box) * 4 + entry]
          loss += 2.5 * pow((roots && entry > 1 ? wanted.squareRoot() : wanted) - value, 2)
        }
      }
      guard hasObject else { continue }
      let total = log((0..<4).reduce(0) { $0 + exp(values[cell * 4 + $1]) })
      for classID in 0..<4 {
        let (wanted, value) = (Double(truth[cell * 9 + 1 + classID]), values[cell * 4 + classID])
        loss += softmax ? 1.5 * wanted * (total - value) : 0.75 * pow(wanted - value, 2)
      }
    }
    return loss
  }

  @Test(
    "deltas are minus the derivative of half of the squares, which are the loss",
    arguments: ["", "sqrt=1", "softmax=1", "sqrt=1\nsoftmax=1"], [UInt64(1), 2])
  func derivative(_ keys: String, _ seed: UInt64) throws {
    var numbers = TestNumbers(seed: seed)
    let values = numbers.list(Self.valueCount, in: 0.05...0.9)
    let truth = truth(&numbers)
    let (roots, softmax) = (keys.contains("sqrt"), keys.contains("softmax"))
    let point = values.map(Double.init)
    let chosen = (0..<9).map { responsible($0, point, truth, roots: roots) }
    let found = try loss(keys).evaluated(values, truth)
    let mismatch = FiniteDifferences.firstMismatch(found.delta, at: values) {
      implied($0, truth, chosen, roots: roots, softmax: softmax)
    }
    #expect(mismatch == nil)
    let squares = found.delta.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(found.sums.cost - squares) < 1e-6 * squares)
  }

  /// One object in the middle of the first cell.
  private static func object(_ width: Float, _ height: Float) -> [Float] {
    [1, 1, 0, 0, 0, 0.5, 0.5, width, height] + [Float](repeating: 0, count: 72)
  }

  /// Which box of the first cell is to find the object.
  private func chosenBox(_ found: (delta: [Float], sums: LossSums)) -> Int? {
    (0..<2).first { found.delta[54 + $0 * 4] != 0 }
  }

  @Test("where no box overlaps the object the nearest is for it")
  func nearest() throws {
    var values = [Float](repeating: 0, count: Self.valueCount)
    for entry in 54..<58 { values[entry] = -9 }
    #expect(chosenBox(try loss().evaluated(values, Self.object(0.2, 0.2))) == 1)
  }

  @Test("rescore has the confidence follow the overlap")
  func rescore() throws {
    var values = [Float](repeating: 0, count: Self.valueCount)
    values.replaceSubrange(54..<58, with: [0.5, 0.5, 0.2, 0.1])
    let found = try loss("rescore=1").evaluated(values, Self.object(0.2, 0.2))
    #expect(abs(found.delta[36] - 1) < 1e-6)
  }

  @Test("forced has the second box find small objects", arguments: [(Float(0.3), 1), (0.4, 0)])
  func forced(_ size: Float, _ box: Int) throws {
    let values = [Float](repeating: 0, count: Self.valueCount)
    #expect(chosenBox(try loss("forced=1").evaluated(values, Self.object(size, size))) == box)
  }

  @Test("random draws the box by lot for 64,000 images, and the same one again")
  func random() throws {
    let values = [Float](repeating: 0, count: Self.valueCount)
    let loss = try loss("random=1")
    let drawn = (1...64).map { chosenBox(loss.evaluated(values, Self.object(0.2, 0.2), seen: $0)) }
    let again = (1...64).map { chosenBox(loss.evaluated(values, Self.object(0.2, 0.2), seen: $0)) }
    #expect(Set(drawn) == [0, 1])
    #expect(drawn == again)
    let late = (64_000..<64_064).map {
      chosenBox(loss.evaluated(values, Self.object(0.2, 0.2), seen: $0))
    }
    #expect(Set(late) == [0])
  }
}
