import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("networks of any number of channels")
struct ArrayInputTests {
  /// Gives softmax(4 · mean of each of four channels).
  private func classifier() throws -> Classifier {
    let cfg = """
      [net]
      width=4
      height=4
      channels=4
      [convolutional]
      filters=4
      size=1
      activation=linear
      [avgpool]
      [softmax]

      """
    let network = try Network(CfgDocument(parsing: cfg, file: "four.cfg"))
    let kernels = (0..<4).flatMap { filter in (0..<4).map { $0 == filter ? Float(4) : 0 } }
    let folder = try TemporaryFolder()
    let file = try folder.write(
      WeightsBytes.file([Float](repeating: 0, count: 4) + kernels), as: "four.weights")
    let weights = try NetworkWeights(WeightsFile(contentsOf: file), for: network)
    let plan = try ExecutionPlan(
      network, weights: weights, options: PlanOptions(threadCount: 1))
    return try Classifier(plan, for: .arrays)
  }

  private func array(channels: Int, bright: Int, size: Int = 4) throws -> PictureArray {
    let values = (0..<channels).flatMap { channel in
      [Float](repeating: channel == bright ? 1 : 0, count: size * size)
    }
    return try PictureArray(channels: channels, height: size, width: size, values: values)
  }

  @Test(
    "an array of four channels is classified, of the input's size or another", arguments: [4, 9])
  func four(_ size: Int) throws {
    let classes = try classifier().classify(try array(channels: 4, bright: 3, size: size), top: 1)
    #expect(classes.map(\.classIndex) == [3])
  }

  @Test("an array of other channels is refused")
  func wrong() throws {
    let classifier = try classifier()
    let array = try array(channels: 3, bright: 0)
    let error = #expect(throws: ModelError.self) { try classifier.classify(array) }
    #expect(error?.code == .wrongInput)
    #expect(
      error?.description
        == "four.cfg: error: the network takes 4 channels, the array has 3")
  }
}
