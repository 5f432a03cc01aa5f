import CfgParser
import Testing
import TestSupport

@testable import Trainer

@Suite("Changes of parameters")
struct UpdateRuleTests {
  @Test("momentum goes on, decay draws weights alone to 0, and rates are for one image")
  func momentum() {
    let rule = MomentumRule(rate: 0.5, images: 4, momentum: 0.5, decay: 0.25)
    let expected: [Bool: [Float]] = [true: [2.75, 3], false: [3, 4]]
    for (decays, expected) in expected {
      var (values, updates) = ([Float(2)], [Float(8)])
      var valueSpan = values.mutableSpan
      var updateSpan = updates.mutableSpan
      rule.apply(to: &valueSpan, updates: &updateSpan, decays: decays)
      #expect([values[0], updates[0]] == expected)
    }
  }

  @Test("Adam's first step is the rate in the direction of the gradient, with decay in it")
  func adamBegins() throws {
    let settings = try adam("")
    var (values, updates, means, squares) = (
      [Float(1), 1], [Float(3), 0], [Float(0), 0], [Float(0), 0]
    )
    step(settings, 1, decay: 0.125, &values, &updates, &means, &squares)
    // u = 3 − 0.125 · 4 · 1 and −0.5.
    #expect(abs(values[0] - 1.1) < 1e-6 && abs(values[1] - 0.9) < 1e-6)
    #expect(updates == [0, 0])
    #expect(abs(means[0] - 0.25) < 1e-6)
    #expect(abs(squares[0] - 0.00625) < 1e-7)
  }

  @Test("Adam's means are corrected for beginning at 0, step by step")
  func adamGoesOn() throws {
    let settings = try adam("B1=.5\nB2=.75\neps=0.5")
    var (values, updates, means, squares) = ([Float(0)], [Float(0)], [Float(0)], [Float(0)])
    var (mean, square, value) = (0.0, 0.0, 0.0)
    for count in 1...5 {
      let gradient = Double(count * count) - 5
      updates = [Float(gradient)]
      step(settings, count, decay: 0, &values, &updates, &means, &squares)
      mean = 0.5 * mean + 0.5 * gradient
      square = 0.75 * square + 0.25 * gradient * gradient
      let (m, v) = (mean / (1 - power(0.5, count)), square / (1 - power(0.75, count)))
      value += 0.1 * m / (v.squareRoot() + 0.5)
      #expect(abs(Double(values[0]) - value) < 1e-6)
    }
  }

  @Test("Adam's eps is smaller in the original")
  func eps() throws {
    #expect(try adam("").eps == 1e-6)
    #expect(try adam("", .pjreddie).eps == 1e-7)
  }

  private func power(_ base: Double, _ count: Int) -> Double {
    (0..<count).reduce(1) { product, _ in product * base }
  }

  private func adam(
    _ keys: String, _ compatibility: Compatibility = .recommended
  ) throws -> OptimizerSettings.Adam {
    let cfg = "[net]\ninputs=4\nadam=1\n\(keys)\n[softmax]\n"
    let network = try Network(
      CfgDocument(parsing: cfg, file: "adam.cfg"), compatibility: compatibility)
    return try #require(try TrainingSettings(network).optimizer.adam)
  }

  private func step(
    _ settings: OptimizerSettings.Adam, _ count: Int, decay: Float, _ values: inout [Float],
    _ updates: inout [Float], _ means: inout [Float], _ squares: inout [Float]
  ) {
    let rule = AdamRule(settings, rate: 0.1, images: 4, decay: decay, step: count)
    var valueSpan = values.mutableSpan
    var updateSpan = updates.mutableSpan
    var meanSpan = means.mutableSpan
    var squareSpan = squares.mutableSpan
    rule.apply(to: &valueSpan, updates: &updateSpan, means: &meanSpan, squares: &squareSpan)
  }
}
