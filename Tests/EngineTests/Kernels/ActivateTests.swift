import CfgParser
import Testing

@testable import Engine

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite("activate")
struct ActivateTests {
  /// Applies an activation to values as the channels of one pixel.
  private func applied(
    _ activation: Activation, to values: [Float], kernels name: String
  ) throws -> [Float] {
    let kernels = try #require(KernelSet.named(name))
    let shape = Shape(channels: values.count, height: 1, width: 1)
    let tensor = TestTensor(shape, values)
    activate(
      tensor.tensor, with: activation, kernels: kernels, threads: ThreadPool(threadCount: 1))
    return tensor.planes
  }

  /// What darknet gives for -5, -1.5, -0.5, 0.5, 1.5 and 5; relu6, which its processor path lacks,
  /// by definition.
  static let golden: [(Activation, [Float])] = [
    (.linear, [-5, -1.5, -0.5, 0.5, 1.5, 5]),
    (.logistic, [0.006692851, 0.1824255, 0.3775407, 0.6224594, 0.8175745, 0.9933072]),
    (.loggy, [-0.9866143, -0.6351489, -0.2449187, 0.2449187, 0.6351489, 0.9866143]),
    (.relu, [0, 0, 0, 0.5, 1.5, 5]),
    (.relu6, [0, 0, 0, 0.5, 1.5, 5]),
    (.elu, [-0.9932621, -0.7768698, -0.3934693, 0.5, 1.5, 5]),
    (.selu, [-1.746186, -1.365761, -0.6917314, 0.52535, 1.57605, 5.2535]),
    (.relie, [-0.05, -0.015, -0.005, 0.5, 1.5, 5]),
    (.ramp, [-0.5, -0.15, -0.05, 0.55, 1.65, 5.5]),
    (.leaky, [-0.5, -0.15, -0.05, 0.5, 1.5, 5]),
    (.revleaky, [-0.5, -0.15, -0.05, 0.5, 1.5, 5]),
    (.tanh, [-0.9999092, -0.9051483, -0.4621172, 0.4621172, 0.9051483, 0.9999092]),
    (.plse, [-0.01, 0.3125, 0.4375, 0.5625, 0.6875, 1.01]),
    (.stair, [-3, -1, -0.5, 0, 0.5, 2]),
    (.hardtan, [-1, -1, -0.5, 0.5, 1, 1]),
    (.lhtan, [-0.005, -0.0015, -0.0005, 0.5, 1.0005, 1.004]),
    (.gelu, [-2.980232e-07, -0.1004286, -0.154286, 0.345714, 1.399571, 5]),
    (.swish, [-0.03346425, -0.2736383, -0.1887703, 0.3112297, 1.226362, 4.966536]),
    (.mish, [-0.03357649, -0.2980998, -0.2207438, 0.3752452, 1.403378, 4.999552]),
    (.hardMish, [0, -0.375, -0.375, 0.5, 1.5, 5]),
    (.normalizeChannels, [0, 0, 0, 0.07142755, 0.2142826, 0.7142755]),
    (
      .normalizeChannelsSoftmax,
      [4.33643e-05, 0.001436028, 0.003903529, 0.01061089, 0.0288434, 0.9551622]
    ),
    (
      .normalizeChannelsSoftmaxMaxval,
      [4.336018e-05, 0.001435892, 0.003903159, 0.01060989, 0.02884066, 0.9550715]
    ),
  ]

  @Test("gives darknet's values", arguments: kernelSetNames, golden)
  func goldenValues(name: String, expected: (activation: Activation, values: [Float])) throws {
    let found = try applied(
      expected.activation, to: [-5, -1.5, -0.5, 0.5, 1.5, 5], kernels: name)
    for (value, expected) in zip(found, expected.values) {
      #expect(isClose(value, expected, within: KernelTolerance.printed))
    }
  }

  @Test("has a golden value for every activation there is")
  func goldenIsComplete() {
    #expect(Set(Self.golden.map(\.0)) == Set(Activation.allCases))
  }

  /// Smooth activations in double precision, where the exact value is a normal number, with the
  /// error that is stated for them.
  static let smooth: [(Activation, @Sendable (Double) -> Double, ClosedRange<Float>, Float)] = [
    (.logistic, { 1 / (1 + exp(-$0)) }, -80...80, KernelTolerance.smooth),
    (.tanh, { tanh($0) }, -20...20, KernelTolerance.smooth),
    (.elu, { $0 > 0 ? $0 : expm1($0) }, -20...20, KernelTolerance.smooth),
    (.swish, { $0 / (1 + exp(-$0)) }, -80...80, KernelTolerance.smooth),
    (.mish, { $0 * tanh(log1p(exp($0))) }, -80...19, KernelTolerance.mish),
  ]

  @Test(
    "is as close to the exact value as is stated",
    arguments: kernelSetNames, smooth.indices)
  func accuracy(name: String, index: Int) throws {
    let (activation, exact, range, bound) = Self.smooth[index]
    let steps = 4001
    let values = (0..<steps).map { step in
      range.lowerBound + (range.upperBound - range.lowerBound) * Float(step) / Float(steps - 1)
    }
    let found = try applied(activation, to: values + values.map { $0 / 64 }, kernels: name)
    let inputs = values + values.map { $0 / 64 }
    let worst = zip(inputs, found).map { input, found in
      let expected = exact(Double(input))
      return abs(Double(found) - expected) / max(abs(expected), Double(Float.leastNormalMagnitude))
    }.max()
    #expect(try #require(worst) <= Double(bound))
  }

  @Test(
    "has the right limits and passes on what is no number",
    arguments: kernelSetNames, Activation.allCases.filter(\.isElementwise))
  func extremes(name: String, activation: Activation) throws {
    let found = try applied(activation, to: [400, -400, 0, .nan, 1e30, -1e30], kernels: name)
    #expect(found[3].isNaN)
    for index in [0, 1, 2, 4, 5] { #expect(!found[index].isNaN, "\(index)") }
    switch activation {
    case .logistic:
      #expect(found[0] == 1)
      #expect(abs(found[1]) < 1e-37)
    case .tanh, .loggy: #expect(found[0...1] == [1, -1])
    case .swish, .mish, .gelu, .relu: #expect(found[0] == 400 && abs(found[1]) < 1e-30)
    case .relu6: #expect(found[0...1] == [6, 0])
    case .elu: #expect(found[0...1] == [400, -1])
    default: break
    }
  }

  @Test(
    "touches its own channels only, and gives a value the same bits wherever it lies",
    arguments: kernelSetNames, [1, 7, 8, 15, 16, 17, 31, 33])
  func tails(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    let shape = Shape(channels: channels, height: 3, width: 2)
    for activation in Activation.allCases where activation.isElementwise {
      let tensor = TestTensor(shape, before: 1, after: 2) { _, _, _ in -0.7 }
      activate(
        tensor.tensor, with: activation, kernels: kernels, threads: ThreadPool(threadCount: 2))
      #expect(Set(tensor.bits).count == 1, "\(activation)")
      #expect(tensor.isCleanAround)
    }
  }

  @Test("normalises every pixel by itself", arguments: kernelSetNames)
  func normalisesByPixel(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 9)
    let shape = Shape(channels: 19, height: 2, width: 3)
    for activation in Activation.allCases where !activation.isElementwise {
      let tensor = TestTensor(shape, before: 2, after: 1, random: &random)
      let before = tensor.planes
      activate(
        tensor.tensor, with: activation, kernels: kernels, threads: ThreadPool(threadCount: 1))
      for pixel in 0..<6 {
        let alone = try applied(
          activation, to: (0..<19).map { before[$0 * 6 + pixel] }, kernels: name)
        #expect(alone == (0..<19).map { tensor[$0, pixel / 3, pixel % 3] })
      }
      #expect(tensor.isCleanAround)
    }
  }
}
