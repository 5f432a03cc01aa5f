import CfgParser
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite("drafts of plans")
struct PlanDraftTests {
  private static let layers = String(
    repeating: "[convolutional]\nfilters=64\nsize=3\npad=1\nactivation=leaky\n", count: 3)

  private func network(_ layers: String = layers, size: Int = 48, channels: Int = 64) throws
    -> Network
  {
    let net = "[net]\nwidth=\(size)\nheight=\(size)\nchannels=\(channels)\n"
    return try Network(CfgDocument(parsing: net + layers, file: "net.cfg"))
  }

  private func plan(_ network: Network, _ options: PlanOptions) throws -> ExecutionPlan {
    try ExecutionPlan(network, weights: NetworkWeights(randomFor: network), options: options)
  }

  @Test(
    "a draft takes what the plan takes",
    arguments: [
      layers, layers + "[maxpool]\nsize=2\nstride=2\n[avgpool]\n[connected]\noutput=10\n",
      "[deconvolutional]\nfilters=3\nsize=2\n[batchnorm]\n", "[crnn]\npad=1\nhidden=3\noutput=2\n",
      "[convolutional]\nfilters=64\nsize=3\npad=1\ngroups=64\n[local]\nfilters=2\nsize=3\n",
    ])
  func same(_ layers: String) throws {
    let network = try network(layers, size: 12)
    let options = PlanOptions(threadCount: 2)
    let plan = try plan(network, options)
    let drafted = try ExecutionPlan.memoryByteCount(of: network, options: options)
    #expect(drafted == plan.memoryByteCount)
    #expect(drafted >= plan.weightByteCount + plan.arenaByteCount)
  }

  @Test("where transformed weights are too many, the plan is slower and fits")
  func slower() throws {
    guard KernelSet.best.multiplier == .panels else { return }
    let network = try network()
    let free = try plan(network, .init(threadCount: 1))
    let direct = try plan(network, .init(threadCount: 1, convolutionAlgorithm: .direct))
    #expect(free.memoryByteCount > direct.memoryByteCount)
    let limit = direct.memoryByteCount
    let limited = try plan(network, .init(threadCount: 1, memoryLimit: limit))
    #expect(limited.memoryByteCount <= limit)
    #expect(limited.steps.allSatisfy { !$0.algorithm.hasPrefix("winograd") })
  }

  @Test("where nothing fits, the error has both numbers, and no value was read")
  func refused() throws {
    let network = try network()
    // A file that would be an error to read from.
    let folder = try TemporaryFolder()
    let count = network.weightValueCount(in: .pjreddie)
    let path = try folder.write(
      WeightsBytes.file([Float](repeating: 0, count: count)), as: "net.weights")
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    try #require(FileHandle(forUpdatingAtPath: path)).truncate(atOffset: 20)
    let limit = MemoryNeed(atLeastFor: network).byteCount + 1
    let error = #expect(throws: ModelError.self) {
      try ExecutionPlan(
        network, weights: weights, options: PlanOptions(threadCount: 1, memoryLimit: limit))
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.memory?.available == limit)
    #expect(error?.memory.map { $0.needed > limit } == true)
  }

  @Test("batches and the sizes that pools choose keep to the limit")
  func batches() throws {
    let network = try network()
    let one = try plan(network, .init(threadCount: 1))
    let limited = try plan(
      network, .init(threadCount: 1, memoryLimit: one.memoryByteCount + one.arenaByteCount))
    _ = try Session(limited, batch: 2)
    let error = #expect(throws: ModelError.self) { _ = try Session(limited, batch: 4) }
    #expect(error?.code == .tooLarge)
  }

  @Test("a matrix that the file holds by columns is counted while it is turned, and not kept")
  func transposed() throws {
    let network = try network("[connected]\noutput=50\nactivation=linear\n", size: 10, channels: 4)
    let folder = try TemporaryFolder()
    let bytes = WeightsBytes.file(
      [Float](repeating: 0.5, count: 50 + 400 * 50), header: WeightsBytes.header(minor: 1001))
    let path = try folder.write(bytes, as: "net.weights")
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    let plan = try ExecutionPlan(network, weights: weights, options: .init(threadCount: 1))
    #expect(plan.preparationByteCount >= 4 * 400 * 50)
    #expect(plan.memoryByteCount >= plan.weightByteCount + 4 * 400 * 50)
  }

  @Test("a file that became shorter before the plan is made is an error")
  func shortened() throws {
    let network = try network(size: 8)
    let folder = try TemporaryFolder()
    let count = network.weightValueCount(in: .pjreddie)
    let path = try folder.write(
      WeightsBytes.file([Float](repeating: 0, count: count)), as: "net.weights")
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    try #require(FileHandle(forUpdatingAtPath: path)).truncate(atOffset: 4_000)
    let error = #expect(throws: WeightsError.self) {
      try ExecutionPlan(network, weights: weights, options: .init(threadCount: 2))
    }
    #expect(error?.code == .changed)
    #expect(error?.message == "the file became shorter while it was read")
  }
}
