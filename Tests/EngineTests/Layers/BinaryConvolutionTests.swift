import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("binary convolutions")
struct BinaryConvolutionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// One kernel of 3×3 with a border of one, over one pixel of 0.5.
  static let cfg = """
    [net]
    width=1
    height=1
    channels=1
    [convolutional]
    xnor=1
    size=3
    pad=1
    activation=linear
    """

  /// What the one pixel of the output is.
  func output(
    of cfg: String = Self.cfg, weights: [Float], input: Float = 0.5,
    _ compatibility: Compatibility, folds: Bool = true
  ) throws -> Float {
    let network = try Network(
      CfgDocument(parsing: cfg, file: "net.cfg"), compatibility: compatibility)
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(weights), as: "net.weights"))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(file, for: network),
      options: .init(threadCount: 1, foldsBatchNormalization: folds))
    var session = Session(plan)
    try session.setInput([input].span)
    session.run()
    return session.output(of: 0)[0]
  }

  /// A bias of 10, and a kernel of the mean magnitude 2 whose middle has the sign +, and what is
  /// around it three times + and five times -.
  static let weights: [Float] = [10, 3, 3, 3, 0, 4, 0, -2, -2, -1]

  @Test(
    "outside the image AlexeyAB's fork has -1, the original 0",
    arguments: [
      (Compatibility.recommended, Float(16)), (.alexeyab, 16), (.pjreddie, 12),
    ])
  func border(_ compatibility: Compatibility, _ expected: Float) throws {
    #expect(try output(weights: Self.weights, compatibility) == expected)
  }

  @Test(
    "a value of 0 counts as -1, whatever the form", arguments: Compatibility.allCases,
    [Float(0), -0.25])
  func notAbove(_ compatibility: Compatibility, _ input: Float) throws {
    let found = try output(weights: Self.weights, input: input, compatibility)
    #expect(found == (compatibility == .pjreddie ? 8 : 12))
  }

  @Test(
    "the convolutions inside recurrent layers take signs as well", arguments: Compatibility.allCases
  )
  func inner(_ compatibility: Compatibility) throws {
    let cfg = Self.cfg.replacing("[convolutional]", with: "[crnn]")
      .replacing("size=3\npad=1", with: "size=1\noutput=1\nhidden=1")
    // A bias and a kernel each: s = 2 · sign(0.5) + 3 · sign(0) = -1, and 1 + 4 · (-sign(s)).
    #expect(try output(of: cfg, weights: [0, 2, 0, 3, 1, -4], compatibility) == 5)
  }

  @Test(
    "normalisation turns the signs of the kernels, and their magnitude",
    arguments: Compatibility.allCases, [true, false])
  func normalized(_ compatibility: Compatibility, _ folds: Bool) throws {
    let cfg = Self.cfg.replacing("size=3\npad=1", with: "batch_normalize=1")
    // Bias 1, scale -3, mean 0.5, variance 4, and 0.25 for the kernel: 1 - 3 · (0.25 - 0.5) / 2.
    let found = try output(of: cfg, weights: [1, -3, 0.5, 4, 0.25], compatibility, folds: folds)
    #expect(isClose(found, 1.375, within: 1e-5))  // epsilon beside the variance
  }
}
