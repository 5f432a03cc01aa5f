import Testing

@testable import Engine

@Suite("TopClasses")
struct TopClassesTests {
  @Test(
    "largest first, the lower class first among equals, no more than there are",
    arguments: [
      ([0.1, 0.5, 0.4], 2, [1, 2]), ([0.3, 0.3, 0.3], 2, [0, 1]), ([0.1, 0.2], 5, [1, 0]),
      ([0.2, 0.5, 0.2, 0.5], 3, [1, 3, 0]), ([0.1], 0, []), ([0.1], -1, []), ([], 3, []),
    ] as [([Float], Int, [Int])])
  func top(_ values: [Float], _ count: Int, _ expected: [Int]) {
    #expect(TopClasses.indices(of: values.span, count: count) == expected)
  }

  @Test("what is not a number is left out")
  func notANumber() {
    let values: [Float] = [.nan, 0.1, .nan, 0.2]
    #expect(TopClasses.indices(of: values.span, count: 3) == [3, 1])
  }

  @Test("agrees with sorting everything", arguments: 1...5)
  func sorted(_ seed: Int) {
    var random = FixtureGenerator(seed: UInt64(seed))
    let values = (0..<1000).map { _ in Float(Int.random(in: 0...99, using: &random)) }
    // Swift's sort keeps the order of equals.
    let expected = values.indices.sorted { values[$0] > values[$1] }.prefix(20)
    #expect(TopClasses.indices(of: values.span, count: 20) == Array(expected))
  }
}
