import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Trainer

@Suite("[softmax] and [logistic] losses")
struct SoftmaxLossTests {
  private func crossEntropy(_ values: [Double], _ truth: [Float], groups: [Range<Int>]) -> Double {
    groups.reduce(0) { sum, group in
      let total = log(group.reduce(0) { $0 + exp(values[$1]) })
      return sum + group.reduce(0) { $0 + Double(truth[$1]) * (total - values[$1]) }
    }
  }

  /// One class of each group.
  private func oneHot(_ groups: [Range<Int>], _ numbers: inout TestNumbers, count: Int) -> [Float] {
    var truth = [Float](repeating: 0, count: count)
    for group in groups { truth[group.lowerBound + numbers.below(group.count)] = 1 }
    return truth
  }

  @Test(
    "deltas are minus the derivative of cross-entropy, which is the loss", arguments: [1, 3, 7])
  func derivative(_ groupCount: Int) throws {
    let groups = (0..<groupCount).map { $0 * 21 / groupCount..<($0 + 1) * 21 / groupCount }
    let loss = try lossOfText("[net]\ninputs=21\n[softmax]\ngroups=\(groupCount)\n")
    var numbers = TestNumbers(seed: UInt64(groupCount))
    let values = numbers.list(21, in: -3...3)
    let truth = oneHot(groups, &numbers, count: 21)
    let found = loss.evaluated(values, truth)
    let implied = { self.crossEntropy($0, truth, groups: groups) }
    #expect(FiniteDifferences.firstMismatch(found.delta, at: values, of: implied) == nil)
    #expect(abs(found.sums.cost - implied(values.map(Double.init))) < 1e-5)
  }

  @Test("with a temperature deltas stay truth - p, which is the derivative times the temperature")
  func temperature() throws {
    let loss = try lossOfText("[net]\ninputs=5\n[softmax]\ntemperature=4\n")
    var numbers = TestNumbers(seed: 8)
    let values = numbers.list(5, in: -3...3)
    let found = loss.evaluated(values, [0, 0, 1, 0, 0])
    let implied = { (point: [Double]) in
      4 * self.crossEntropy(point.map { $0 / 4 }, [0, 0, 1, 0, 0], groups: [0..<5])
    }
    #expect(FiniteDifferences.firstMismatch(found.delta, at: values, of: implied) == nil)
    #expect(abs(4 * found.sums.cost - implied(values.map(Double.init))) < 1e-5)
  }

  @Test("a tree has a softmax a group, and groups that are masked count for nothing")
  func tree() throws {
    let tree = try ClassTree(
      parsing: "a -1\nb -1\nc -1\nd 0\ne 0\nf 2\ng 2\n", file: "classes.tree")
    let loss = try lossOfText("[net]\ninputs=7\n[softmax]\n", tree: tree)
    let values: [Float] = [0.5, -1, 2, 0.25, 1, -0.5, 3]
    let masked = CostLoss.mask
    let truth: [Float] = [1, 0, 0, 0, 1, masked, masked]
    let found = loss.evaluated(values, truth)
    let implied = { self.crossEntropy($0, truth, groups: [0..<3, 3..<5]) }
    #expect(FiniteDifferences.firstMismatch(found.delta, at: values, of: implied) == nil)
    #expect(found.delta[5] == 0)
    #expect(abs(found.sums.cost - implied(values.map(Double.init))) < 1e-5)
  }

  @Test("values far apart give a loss that is a number", arguments: [Float(200), 1e4])
  func extremes(_ value: Float) throws {
    let loss = try lossOfText("[net]\ninputs=2\n[softmax]\n")
    let found = loss.evaluated([value, -value], [0, 1])
    #expect(found.sums.cost == Double(2 * value))
    #expect(found.delta == [-1, 1])
  }

  @Test("values of an image are taken in the order of Darknet")
  func planes() throws {
    let loss = try lossOfText("[net]\nwidth=2\nheight=1\nchannels=2\n[softmax]\ngroups=2\n")
    // Darknet's order is 0, 0 of channel 0 and 9, 0 of channel 1.
    let found = loss.evaluated([0, 9, 0, 0], [1, 0, 1, 0])
    #expect(found.delta[0] == 0.5 && found.delta[2] == -0.5)
    #expect(abs(found.delta[1]) < 1e-3 && abs(found.delta[3]) < 1e-3)
  }

  @Test("noloss says that there is none")
  func noloss() throws {
    #expect(throws: MissingLoss.self) {
      try lossOfText("[net]\ninputs=2\n[softmax]\nnoloss=1\n")
    }
  }

  @Test("deltas of [logistic] are minus the derivative of cross-entropy, which is the loss")
  func logisticDerivative() throws {
    let loss = try lossOfText("[net]\ninputs=9\n[logistic]\n")
    var numbers = TestNumbers(seed: 3)
    let values = numbers.list(9, in: -4...4)
    let truth = numbers.list(9, in: 0...1)
    let found = loss.evaluated(values, truth)
    let implied = { (point: [Double]) in
      zip(point, truth).reduce(0) { sum, pair in
        let (p, t) = (logistic(pair.0), Double(pair.1))
        return sum - t * log(p) - (1 - t) * log(1 - p)
      }
    }
    #expect(FiniteDifferences.firstMismatch(found.delta, at: values, of: implied) == nil)
    #expect(abs(found.sums.cost - implied(values.map(Double.init))) < 1e-5)
    #expect(loss.evaluated([Float](repeating: -1e4, count: 9), truth).sums.cost.isFinite)
  }
}
