import CfgParser
import Testing

@testable import Engine

@Suite("MemoryNeed")
struct MemoryNeedTests {
  private func network(_ layers: String, size: Int = 4) throws -> Network {
    let net = "[net]\nwidth=\(size)\nheight=\(size)\nchannels=1\n"
    return try Network(CfgDocument(parsing: net + layers, file: "net.cfg"))
  }

  private static let convolution = "[convolutional]\nfilters=2\nsize=3\npad=1\n"

  @Test("counts every layer's weights, shared ones too, and the largest layer's input and output")
  func atLeast() throws {
    // 2 biases and 2 × 1 × 3 × 3 weights, which the last layer uses again.
    let network = try network(
      Self.convolution + "[route]\nlayers=-1\ngroups=2\n" + Self.convolution + "share_index=0\n")
    let need = MemoryNeed(atLeastFor: network)
    #expect(need.weightByteCount == 4 * 2 * 20)
    #expect(need.arenaByteCount == 4 * (16 + 32))
  }

  @Test("counts the largest layer's weights where they are not kept, and no plan takes less")
  func notKept() throws {
    let network = try network(Self.convolution + Self.convolution)
    let need = MemoryNeed(atLeastFor: network, keepsWeights: false)
    #expect(need.weightByteCount == 4 * (2 + 2 * 2 * 9))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network),
      options: PlanOptions(threadCount: 1).forSingleUse)
    #expect(need.weightByteCount <= MemoryNeed(plan).weightByteCount)
  }

  @Test("a plan for a single run keeps the weights of deconvolutions beside those it reads")
  func partlyKept() throws {
    let network = try network("[deconvolutional]\nfilters=3\nsize=2\n" + Self.convolution)
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network),
      options: PlanOptions(threadCount: 1).forSingleUse)
    let counts = plan.steps.map(\.weightByteCount).filter { $0 > 0 }
    #expect(counts.count == 2)
    #expect(MemoryNeed(plan).weightByteCount == counts[0] + counts[1])
  }

  @Test("counts what recurrent layers remember")
  func states() throws {
    let network = try network("[crnn]\npad=1\nhidden=3\noutput=2\n")
    #expect(MemoryNeed(atLeastFor: network).arenaByteCount == 4 * (16 + 32 + 48))
  }

  @Test("a batch takes activations for every image, and weights and scratch once")
  func batch() throws {
    let network = try network(Self.convolution)
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: .init(threadCount: 1))
    let (one, four) = (MemoryNeed(plan), MemoryNeed(plan, batch: 4))
    #expect(four.weightByteCount == one.weightByteCount)
    #expect(four.arenaByteCount == one.arenaByteCount + 3 * 4 * plan.activationCount)
  }

  @Test("is never above what the plan takes")
  func bound() throws {
    let network = try network(Self.convolution + "[maxpool]\nsize=2\nstride=1\n")
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: .init(threadCount: 1))
    #expect(MemoryNeed(atLeastFor: network).weightByteCount <= MemoryNeed(plan).weightByteCount)
    #expect(MemoryNeed(atLeastFor: network).arenaByteCount <= MemoryNeed(plan).arenaByteCount)
  }

  @Test("says how much there is and how much it takes")
  func message() throws {
    let network = try network(Self.convolution)
    let need = MemoryNeed(atLeastFor: network)
    try need.check(network, against: MemoryLimit(272, source: .machine))
    let error = #expect(throws: ModelError.self) {
      try need.check(network, against: MemoryLimit(281, used: 10, source: .machine))
    }
    #expect(
      error?.description == """
        net.cfg: error: the network takes 80 bytes for weights and 192 for activations, \
        271 are left of the machine's memory
          help: a smaller width and height take less
        """)
  }

  @Test("where it is a batch that takes too much, a smaller one is the remedy")
  func remedy() throws {
    let network = try network(Self.convolution)
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: .init(threadCount: 1))
    let need = MemoryNeed(plan, batch: 64)
    let error = #expect(throws: ModelError.self) {
      try need.check(network, against: MemoryLimit(0, source: .stated))
    }
    #expect(error?.help == "a smaller batch takes less or --max-memory allows more")
  }

  @Test("a plan that takes more than any machine has is an error before it is allocated")
  func tooLarge() throws {
    // 200 images of 8 GB, all kept.
    let network = try network(
      String(repeating: "[maxpool]\nsize=2\nstride=1\n", count: 200), size: 46_000)
    let error = #expect(throws: ModelError.self) {
      try ExecutionPlan(
        network, weights: NetworkWeights(randomFor: network),
        options: .init(threadCount: 1, retainsActivations: true))
    }
    #expect(error?.code == .tooLarge)
  }
}
