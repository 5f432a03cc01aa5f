import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("budget of transformed weights")
struct WeightBudgetTests {
  @Test("is spent by one convolution after the other")
  func spent() {
    var budget = WeightBudget(transformedBytes: 100, extraBytes: 90)
    #expect(budget.covers(100, insteadOf: 10))
    #expect(!budget.covers(101, insteadOf: 50))
    #expect(!budget.covers(100, insteadOf: 9))
    budget.spend(60, insteadOf: 20)
    #expect(budget.covers(40, insteadOf: 0))
    #expect(!budget.covers(41, insteadOf: 0))
    budget.spend(40, insteadOf: 0)
    #expect(!budget.covers(11, insteadOf: 0))
  }

  @Test("is there for every convolution anew where weights are not kept")
  func notKept() {
    var budget = WeightBudget(transformedBytes: 100, isShared: false)
    budget.spend(100, insteadOf: 10)
    #expect(budget.covers(100, insteadOf: 10))
  }

  private static let layers = String(
    repeating: "[convolutional]\nfilters=64\nsize=3\npad=1\nactivation=leaky\n", count: 6)

  private func plan(_ options: PlanOptions) throws -> ExecutionPlan {
    let net = "[net]\nwidth=48\nheight=48\nchannels=64\n"
    let network = try Network(CfgDocument(parsing: net + Self.layers, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options)
  }

  @Test("a plan stays below the limit it is given, and uses what it may")
  func limit() throws {
    guard KernelSet.best.multiplier == .panels else { return }
    let free = try plan(.init(threadCount: 1))
    let direct = try plan(.init(threadCount: 1, convolutionAlgorithm: .direct))
    #expect(free.weightByteCount > 2 * direct.weightByteCount)
    let limit = (free.weightByteCount + direct.weightByteCount) / 2
    let limited = try plan(.init(threadCount: 1, weightByteLimit: limit))
    #expect(limited.weightByteCount <= limit)
    #expect(limited.weightByteCount > direct.weightByteCount)
    #expect(limited.steps[0].algorithm == free.steps[0].algorithm)
  }

  @Test("direct weights are never too many", arguments: [0, -1, .min])
  func tooSmall(limit: Int) throws {
    let plan = try plan(.init(threadCount: 1, weightByteLimit: limit))
    #expect(plan.steps.allSatisfy { !$0.algorithm.hasPrefix("winograd") })
  }
}
