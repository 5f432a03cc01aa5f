import Testing
import TestSupport

@testable import Engine

@Suite("BatchNormalization")
struct BatchNormalizationTests {
  @Test("becomes one factor and one summand a channel")
  func folded() {
    let normalization = BatchNormalization(
      scales: [2, 1], mean: [3, -1], variance: [4, 0.25], bias: [0.5, 0])
    // (x − 3) / √4.00001 · 2 + 0.5 and (x + 1) / √0.25001
    let expected: [(Double, Double)] = [
      (0.99999875, -2.49999625), (1.99996, 1.99996),
    ]
    for (channel, (scale, bias)) in expected.enumerated() {
      #expect(abs(normalization.scale[channel] - scale) < 1e-7)
      #expect(abs(Double(normalization.bias[channel]) - bias) < 1e-6)
    }
  }

  @Test("epsilon stands inside the root: a dead channel is multiplied by 316.2, not by a million")
  func epsilon() {
    let normalization = BatchNormalization(scales: [1], mean: [0], variance: [0], bias: [0])
    #expect(abs(normalization.scale[0] - 316.227766) < 1e-5)
  }

  @Test("the original's epsilon stands beside the root: a dead channel is multiplied by a million")
  func originalEpsilon() {
    let normalization = BatchNormalization(
      scales: [1, 2], mean: [0, 3], variance: [0, 4], bias: [0, 1], divisor: .sumWithRoot)
    #expect(abs(normalization.scale[0] - 1_000_000) < 1e-3)
    #expect(abs(normalization.scale[1] - 2 / 2.000_001) < 1e-12)
    #expect(abs(normalization.bias[1] - (1 - 3 * 2 / 2.000_001)) < 1e-6)
  }

  @Test("a negative variance counts as 0")
  func negativeVariance() {
    let negative = BatchNormalization(scales: [1], mean: [2], variance: [-1], bias: [0])
    let zero = BatchNormalization(scales: [1], mean: [2], variance: [0], bias: [0])
    #expect(negative == zero)
  }
}
