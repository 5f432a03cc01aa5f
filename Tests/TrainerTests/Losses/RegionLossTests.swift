import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Trainer

@Suite("[region] loss")
struct RegionLossTests {
  private func loss(
    _ keys: String, _ compatibility: Compatibility = .recommended, tree: ClassTree? = nil
  ) throws -> any Loss {
    try lossOfText(
      """
      [net]
      width=5
      height=3
      channels=27
      [region]
      classes=4
      num=3
      anchors=0.7,0.9, 1.5,1.1, 2.5,2.2
      coord_scale=1.5
      object_scale=5
      noobject_scale=0.5
      class_scale=2
      thresh=0.25
      \(keys)
      """, compatibility, tree: tree)
  }

  /// Random values of the head: sizes near those of the anchors.
  private func values(_ numbers: inout TestNumbers) -> [Float] {
    numbers.list(RegionReference().valueCount, in: -1.5...1.5)
  }

  private func check(
    _ loss: any Loss, _ reference: RegionReference, truths count: Int, seed: UInt64
  ) -> Bool {
    var numbers = TestNumbers(seed: seed)
    let values = values(&numbers)
    let truths = numbers.truths(count, classes: 4)
    let found = loss.evaluated(
      values, truths.values(for: loss), seen: reference.isEarly ? 12_799 : 12_800)
    let targets = reference.targets(truths, at: values.map(Double.init))
    return FiniteDifferences.firstMismatch(found.delta, at: values) {
      reference.loss($0, targets)
    } == nil
  }

  @Test(
    "deltas are minus the derivative of half of the squares, and of the softmax's cross-entropy",
    arguments: [0, 1, 2, 5], Compatibility.allCases)
  func derivative(_ count: Int, _ compatibility: Compatibility) throws {
    var reference = RegionReference()
    reference.isExtended = compatibility == .alexeyab
    let matches = check(
      try loss("softmax=1\nbias_match=1", compatibility), reference, truths: count,
      seed: UInt64(count))
    #expect(matches)
  }

  @Test("without bias_match an object goes to the box that is likest by now", arguments: [1, 2, 3])
  func withoutMatch(_ seed: UInt64) throws {
    var reference = RegionReference()
    reference.matchesAnchors = false
    let matches = check(try loss("softmax=1"), reference, truths: 5, seed: seed)
    #expect(matches)
  }

  @Test("rescore has the objectness follow the overlap, which counts as a constant")
  func rescore() throws {
    var reference = RegionReference()
    reference.rescores = true
    let matches = check(
      try loss("softmax=1\nbias_match=1\nrescore=1"), reference, truths: 5, seed: 4)
    #expect(matches)
  }

  @Test("for the first 12,800 images boxes are drawn to their anchors")
  func anchored() throws {
    var reference = RegionReference()
    reference.isEarly = true
    let matches = check(try loss("softmax=1\nbias_match=1"), reference, truths: 3, seed: 5)
    #expect(matches)
  }

  @Test(
    "without softmax classes are logistic, in AlexeyAB's fork raw, and there each object's alone",
    arguments: Compatibility.allCases)
  func withoutSoftmax(_ compatibility: Compatibility) throws {
    var reference = RegionReference()
    reference.isExtended = compatibility == .alexeyab
    reference.classes = compatibility == .alexeyab ? .raw : .logistic
    let matches = check(
      try loss("bias_match=1", compatibility), reference, truths: 5, seed: 6)
    #expect(matches)
  }

  private static let tree = "a -1\nb -1\nc 1\nd 1\n"

  @Test("in a tree a class is learnt with its ancestors, each in its group")
  func tree() throws {
    var reference = RegionReference()
    reference.classes = .groups([0..<2, 2..<4])
    reference.path = { $0 < 2 ? [$0] : [$0, 1] }
    let tree = try ClassTree(parsing: Self.tree, file: "small.tree")
    let matches = check(
      try loss("softmax=1\nbias_match=1", tree: tree), reference, truths: 5, seed: 7)
    #expect(matches)
  }

  @Test("an image that has a class alone teaches the box surest of it")
  func classOnly() throws {
    let tree = try ClassTree(parsing: Self.tree, file: "small.tree")
    let truth = [BoxTruth(x: 999_999, y: 999_999, width: 0, height: 0, classID: 3)]
    var values = [Float](repeating: 0, count: RegionReference().valueCount)
    let start = 9 * 7
    values[start + 4] = 2
    for compatibility in Compatibility.allCases {
      let loss = try loss("softmax=1", compatibility, tree: tree)
      let delta = loss.evaluated(values, truth.values(for: loss)).delta
      #expect(Array(delta[start..<start + 9]) == [0, 0, 0, 0, 0, -1, 1, -1, 1])
      // σ(0) = ½: 0.5 · (0 − ½) · ¼.
      #expect(delta[start + 9 + 4] == (compatibility == .alexeyab ? 0 : -0.0625))
      #expect(delta[start + 9 + 5] == 0)
    }
  }

  @Test("the loss is the sum of squares without σ′, in AlexeyAB's fork with it")
  func cost() throws {
    let values = [Float](repeating: 0, count: RegionReference().valueCount)
    let none: [BoxTruth] = []
    let original = try loss("softmax=1")
    let extended = try loss("softmax=1", .alexeyab)
    // 45 boxes: (0.5 · ½)², with ¼ squared besides.
    #expect(original.evaluated(values, none.values(for: original)).sums.cost == 45.0 / 16)
    #expect(extended.evaluated(values, none.values(for: extended)).sums.cost == 45.0 / 256)
  }

  @Test("an object of no class teaches nothing, but boxes on it are not told that they are none")
  func strangeClass() throws {
    let loss = try loss("softmax=1")
    var numbers = TestNumbers(seed: 1)
    let values = values(&numbers)
    let none = loss.evaluated(values, ([] as [BoxTruth]).values(for: loss)).delta
    let object = BoxTruth(x: 0.5, y: 0.5, width: 0.3, height: 0.4, classID: 4)
    let delta = loss.evaluated(values, [object].values(for: loss)).delta
    #expect(delta != none)
    #expect(zip(delta, none).allSatisfy { $0 == $1 || $0 == 0 })
  }

  @Test("truths that are no boxes teach nothing")
  func strangeTruths() throws {
    let loss = try loss("softmax=1")
    var numbers = TestNumbers(seed: 1)
    let values = values(&numbers)
    let none = loss.evaluated(values, ([] as [BoxTruth]).values(for: loss)).delta
    for truth in [
      BoxTruth(x: 0.5, y: 0.5, width: 0, height: 0.1, classID: 0),
      BoxTruth(x: 1.5, y: 0.5, width: 0.1, height: 0.1, classID: 0),
      BoxTruth(x: 0.5, y: .nan, width: 0.1, height: 0.1, classID: 0),
      BoxTruth(x: 0.5, y: 0.5, width: .infinity, height: 0.1, classID: 0),
    ] {
      let delta = loss.evaluated(values, [truth].values(for: loss)).delta
      #expect(delta == none)
    }
  }

  @Test("the original's 30 boxes, or so many as max says")
  func truthCount() throws {
    #expect(try loss("max=7").truthCount == 35)
    #expect(try loss("max=7", .pjreddie).truthCount == 150)
    #expect(try loss("", .alexeyab).truthCount == 1000)
  }
}
