import CfgParser
import Testing

@testable import Engine

@Suite("ClassTree, probabilities")
struct ClassTreeProbabilitiesTests {
  /// Two roots; the first has two children, the first of these two again.
  private let tree: ClassTree

  init() throws {
    tree = try ClassTree(
      parsing: "animal -1\nthing -1\ndog 0\ncat 0\nterrier 2\npoodle 2", file: "x.tree")
  }

  private func top(_ values: [Float], above threshold: Float = 0.5) -> Int {
    tree.topClass(of: values.span, at: 0, above: threshold)
  }

  @Test("every group is a softmax of its own, from the first value on")
  func softmax() {
    var values: [Float] = [7, 0, 0, 100, 100, -1, 1e30, 7]
    var span = values.mutableSpan
    tree.applySoftmax(to: &span, at: 1)
    #expect(values[0] == 7 && values[7] == 7)
    #expect(values[1..<5] == [0.5, 0.5, 0.5, 0.5])
    #expect(values[5..<7] == [0, 1])
  }

  @Test("probabilities are multiplied down to the leaves")
  func absolute() {
    var values: [Float] = [7, 0.5, 0.5, 0.5, 0.25, 0.5, 0.25]
    var span = values.mutableSpan
    tree.multiplyDown(&span, at: 1)
    #expect(values == [7, 0.5, 0.5, 0.25, 0.125, 0.125, 0.0625])
  }

  @Test("of all nodes only the leaves are kept")
  func leaves() {
    var values: [Float] = [7, 1, 2, 3, 4, 5, 6]
    var span = values.mutableSpan
    tree.keepLeaves(&span, at: 1)
    #expect(values == [7, 0, 2, 0, 4, 5, 6])
  }

  @Test("the top class is the last on the path of the largest that is above the threshold")
  func topClass() {
    #expect(top([1, 0, 1, 0, 0.25, 0.75]) == 5)
    #expect(top([1, 0, 1, 0, 0.5, 0.5]) == 2)
    #expect(top([1, 0, 0.5, 0.5, 0.5, 0]) == 0)
    #expect(top([0.25, 0.75, 0.25, 0, 0.25, 0]) == 1)
  }

  @Test("a root is named however improbable, the first where nothing is above 0")
  func root() {
    #expect(top([0.375, 0.25, 0.375, 0, 0.375, 0]) == 0)
    #expect(top([0.25, 0.375, 0.25, 0, 0.25, 0]) == 1)
    #expect(top([0, 0, 0, 0, 0, 0]) == 0)
    #expect(top([.nan, .nan, .nan, .nan, .nan, .nan]) == 0)
  }

  @Test("absolute values are multiplied along the path once more, as darknet does")
  func twice() {
    // 0.9 · 0.6 = 0.54 is above 0.5, but 0.9 · 0.54 = 0.486 is not.
    let values: [Float] = [0.9, 0.1, 0.54, 0.36, 0.54, 0]
    #expect(top(values) == 0)
    #expect(top(values, above: 0.48) == 2)
    // 0.9 · 0.54 · 0.54 = 0.262.
    #expect(top(values, above: 0.26) == 4)
  }

  @Test("values may lie behind others")
  func offset() {
    let values: [Float] = [9, 9, 0, 1, 0, 0, 0, 0]
    #expect(tree.topClass(of: values.span, at: 2, above: 0.5) == 1)
  }
}
