import Testing

@testable import Trainer

@Suite("Truths of boxes")
struct BoxTruthTests {
  private static let first: [Float] = [0.5, 0.25, 0.125, 1, 3]

  @Test(
    "a list of boxes ends before the first x of 0, or with the values",
    arguments: [
      (first + [0, 1, 1, 1, 1] + first, 1), (first + first + [0.5, 0.5], 2), ([], 0),
    ])
  func endOfList(_ values: [Float], _ expected: Int) {
    let count = BoxTruth.count(in: values.span)
    #expect(count == expected)
  }

  @Test("a box is its centre, its size and its class")
  func box() {
    let box = BoxTruth(1, in: ([9, 9, 9, 9, 9] + Self.first).span)
    #expect(box == BoxTruth(x: 0.5, y: 0.25, width: 0.125, height: 1, classID: 3))
  }

  @Test(
    "a class that is no number is none of the classes", arguments: [Float.nan, .infinity, 1e30])
  func strangeClass(_ value: Float) {
    let box = BoxTruth(0, in: [0.5, 0.5, 0.1, 0.1, value].span)
    #expect(box.classID == -1)
  }
}
