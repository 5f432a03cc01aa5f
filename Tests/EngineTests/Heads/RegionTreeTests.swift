import CfgParser
import Foundation
import Testing

@testable import Engine

/// One cell, one anchor, and five classes: two roots, two kinds of the first, one of the second.
@Suite("[region] head with a tree")
struct RegionTreeTests {
  private let head: RegionHead

  init() throws {
    let tree = try ClassTree(
      parsing: "animal -1\nthing -1\ndog 0\ncat 0\ncar 1", file: "x.tree")
    head = RegionHead(width: 1, height: 1, classes: 5, anchors: [1, 1], scores: .tree(tree))
  }

  /// The logit of an objectness of 3 / 4.
  private let threeQuarters = Float(log(3.0))

  /// Values of a box whose conditional probabilities are 0.9 of an animal and `dog` of a dog.
  private func values(dog: Double) -> [Float] {
    [
      0, 0, 0, 0, threeQuarters, Float(log(0.9)), Float(log(0.1)), Float(log(dog)),
      Float(log(1 - dog)), 0,
    ]
  }

  private func scores(
    _ head: RegionHead, _ values: [Float], _ kind: HeadValues = .raw, above threshold: Float = 0.25,
    hierarchy: Float = 0.5, map: String? = nil
  ) throws -> [Candidates.Score] {
    let rules = DecodingRules(
      thresholds: ClassThresholds(threshold), hierarchyThreshold: hierarchy,
      classMap: try map.map { try ClassMap(parsing: $0, file: "x.map") })
    var candidates = Candidates()
    RegionDecoder(head, rules).decode(values.span, kind, into: &candidates)
    return candidates.scores
  }

  private func expectOne(
    _ scores: [Candidates.Score], _ classIndex: Int, _ confidence: Float,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(scores.map(\.classIndex) == [classIndex], sourceLocation: sourceLocation)
    #expect(
      scores.allSatisfy { abs($0.confidence - confidence) <= HeadTolerance.rounding },
      sourceLocation: sourceLocation)
  }

  @Test("one class a box, the deepest probable one, with the objectness as confidence")
  func deepest() throws {
    // 0.9 · 0.9 · 0.7 = 0.567; with 0.6 it is 0.486, below the hierarchy threshold.
    expectOne(try scores(head, values(dog: 0.7)), 2, 0.75)
    expectOne(try scores(head, values(dog: 0.6)), 0, 0.75)
    expectOne(try scores(head, values(dog: 0.6), hierarchy: 0.48), 2, 0.75)
  }

  @Test("the objectness has to exceed the threshold, the class does not")
  func threshold() throws {
    expectOne(try scores(head, values(dog: 0.7), above: 0.74), 2, 0.75)
    #expect(try scores(head, values(dog: 0.7), above: 0.76) == [])
  }

  @Test("AlexeyAB's fork names the highest class above 0.5, with its own probability")
  func alexeyAB() throws {
    var head = head
    head.compatibility = .alexeyab
    expectOne(try scores(head, values(dog: 0.7)), 2, 0.63)
    // 0.54 is not multiplied once more.
    expectOne(try scores(head, values(dog: 0.6)), 2, 0.54)
    expectOne(try scores(head, values(dog: 0.5)), 0, 0.9)
    #expect(try scores(head, values(dog: 0.5), above: 0.76) == [])
  }

  @Test("nothing above 0.5 is nothing to AlexeyAB's fork, a root to the original")
  func improbable() throws {
    let even: [Float] = [0, 0, 0, 0, threeQuarters, 0, 0, 0, 0, 0]
    expectOne(try scores(head, even), 0, 0.75)
    var head = head
    head.compatibility = .alexeyab
    #expect(try scores(head, even) == [])
  }

  @Test(
    "with a map every class it names has a score, objectness × absolute probability",
    arguments: Compatibility.allCases)
  func map(_ compatibility: Compatibility) throws {
    var head = head
    head.compatibility = compatibility
    let found = try scores(head, values(dog: 0.6), above: 0.2, map: "4\n2\n0\n3\n2")
    #expect(found.map(\.classIndex) == [1, 2, 3, 4])
    for (score, expected) in zip(found, [0.405, 0.675, 0.27, 0.405] as [Float]) {
      #expect(abs(score.confidence - expected) <= HeadTolerance.rounding)
    }
  }

  @Test("a class the head lacks never has a score")
  func foreignClass() throws {
    #expect(try scores(head, values(dog: 0.6), above: 0, map: "99\n0").map(\.classIndex) == [1])
  }

  @Test("values that went through the layer's functions give the same, and stay as they are")
  func activated() throws {
    let raw = values(dog: 0.7)
    var values = raw
    var span = values.mutableSpan
    head.activate(&span)
    // Conditional, not absolute.
    #expect(abs(values[7] - 0.7) <= HeadTolerance.rounding)
    #expect(values[9] == 1)
    #expect(try scores(head, values, .activated) == scores(head, raw))
    #expect(try scores(head, values, .activated) == scores(head, raw))
  }

  @Test("what is not a number is never reported", arguments: Compatibility.allCases)
  func notANumber(_ compatibility: Compatibility) throws {
    var head = head
    head.compatibility = compatibility
    let everywhere = [Float](repeating: .nan, count: head.valueCount)
    #expect(try scores(head, everywhere) == [])
    #expect(try scores(head, everywhere, map: "0\n1") == [])
  }
}
