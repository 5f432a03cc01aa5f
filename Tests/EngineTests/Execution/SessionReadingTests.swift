import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

@Suite("a session of a plan that keeps no weights")
struct SessionReadingTests {
  private static let layers = """
    [convolutional]
    filters=40
    size=3
    pad=1
    batch_normalize=1
    activation=leaky
    [connected]
    output=7
    activation=linear

    """

  /// A network with weights in a file of `folder`.
  private static func network(
    in folder: TemporaryFolder
  ) throws -> (network: Network, weights: NetworkWeights, path: String) {
    let network = try Network(CfgDocument(parsing: TinyPlan.net + layers, file: "net.cfg"))
    let count = network.nodes.reduce(0) { $0 + $1.parameterCount(in: .alexeyab) }
    let values = (0..<count).map { 0.1 + Float($0 % 23) / 64 }
    let path = try folder.write(WeightsBytes.file(values), as: "net.weights")
    return (network, try NetworkWeights(WeightsFile(contentsOf: path), for: network), path)
  }

  private static func options(keepsWeights: Bool) -> PlanOptions {
    var options = PlanOptions(threadCount: 2, convolutionAlgorithm: .direct)
    options.keepsWeights = keepsWeights
    return options
  }

  @Test("gives the bits of one that keeps them, in every run, in an arena of the same size")
  func sameBits() throws {
    let folder = try TemporaryFolder()
    let (network, weights, _) = try Self.network(in: folder)
    let kept = try ExecutionPlan(
      network, weights: weights, options: Self.options(keepsWeights: true))
    let read = try ExecutionPlan(
      network, weights: weights, options: Self.options(keepsWeights: false))
    #expect(read.arenaByteCount == kept.arenaByteCount)
    #expect(read.summary.steps == kept.summary.steps)
    #expect(MemoryNeed(read).weightByteCount < MemoryNeed(kept).weightByteCount)
    var one = Session(kept)
    var other = Session(read)
    for offset in 0..<2 {
      let input = TinyPlan.input.map { $0 + Float(offset) }
      try one.setInput(input.span)
      try other.setInput(input.span)
      one.run()
      try other.runReading()
      #expect(one.output(of: 1) == other.output(of: 1))
    }
  }

  @Test("a file that became shorter is an error, and not a result")
  func shortened() throws {
    let folder = try TemporaryFolder()
    let (network, weights, path) = try Self.network(in: folder)
    let plan = try ExecutionPlan(
      network, weights: weights, options: Self.options(keepsWeights: false))
    var session = Session(plan)
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.truncate(atOffset: 400)
    do {
      try session.runReading()
      Issue.record("the run did not fail")
    } catch {
      #expect(error.code == .changed)
    }
  }

  @Test("a plan that keeps its weights runs as ever")
  func kept() throws {
    let plan = try TinyPlan.make("[maxpool]\nsize=1\nstride=1\n", [])
    var session = Session(plan)
    let input = TinyPlan.input
    try session.setInput(input.span)
    try session.runReading()
    #expect(session.output(of: 0) == TinyPlan.input)
  }
}
