import CfgParser
import Foundation
import TestSupport
import Testing

@testable import Engine

/// Files and values at the edges of what there is.
@Suite("extreme weights")
struct ExtremeWeightsTests {
  @Test("values behind the first 4 GiB of a file are those at their place")
  func large() throws {
    let net = "[net]\nwidth=256\nheight=256\nchannels=1\n"
    let layers = "[connected]\noutput=16384\n[connected]\noutput=1\n"
    let network = try Network(CfgDocument(parsing: net + layers, file: "wide.cfg"))
    let folder = try TemporaryFolder()
    let path = try folder.write(WeightsBytes.header(), as: "wide.weights")
    // A hole instead of 2³⁰ weights and of all that follow but the last two.
    let count = 16_384 + (1 << 30) + 1 + 16_384
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: UInt64(20 + 4 * (count - 2)))
    try file.write(contentsOf: WeightsBytes.values([2, 3]))
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    let values = try #require(try weights.values("weights", of: 1))
    #expect(values.suffix(3) == [0, 2, 3])
  }

  private func seconds(
    _ network: Network, first: Float, rest: Float, in folder: TemporaryFolder
  ) throws -> Double {
    var values: [Float] = []
    for layer in 0..<4 {
      let size = layer == 0 ? first : rest
      values += [Float](repeating: 0, count: 32)
      values += (0..<32 * 32 * 9).map { $0.isMultiple(of: 2) ? size : -0.9 * size }
    }
    let path = try folder.write(WeightsBytes.file(values), as: "net.weights")
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(WeightsFile(contentsOf: path), for: network),
      options: .init(threadCount: 1))
    var session = Session(plan)
    let input = (0..<network.inputShape.count).map { Float($0 % 17) / 17 }
    try session.setInput(input.span)
    let clock = ContinuousClock()
    let times = (0..<8).map { _ in clock.measure { session.run() } }
    #expect(session.output(of: 3).allSatisfy { $0.isFinite })
    return (times.min() ?? .zero) / .seconds(1)
  }

  @Test("numbers too small to be normal cost no time to speak of")
  func denormal() throws {
    let layers = String(
      repeating: "[convolutional]\nfilters=32\nsize=3\npad=1\nactivation=leaky\n", count: 4)
    let network = try Network(
      CfgDocument(parsing: "[net]\nwidth=32\nheight=32\nchannels=32\n" + layers, file: "net.cfg"))
    let folder = try TemporaryFolder()
    let usual = try seconds(network, first: 0.1, rest: 0.1, in: folder)
    let tiny = try seconds(network, first: .leastNormalMagnitude / 16, rest: 0.1, in: folder)
    let vanishing = try seconds(network, first: 1e-19, rest: 1e-20, in: folder)
    // Where a processor takes them one by one, it is some hundred times as long.
    #expect(max(tiny, vanishing) < 10 * usual)
  }
}
