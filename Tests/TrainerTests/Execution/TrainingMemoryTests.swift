import CfgParser
import Engine
import Testing

@testable import Trainer

@Suite("memory of training")
struct TrainingMemoryTests {
  private static func network(_ keys: String) throws -> Network {
    let cfg = """
      [net]
      batch=4
      width=32
      height=24
      channels=3
      \(keys)
      [convolutional]
      batch_normalize=1
      filters=16
      size=3
      pad=1
      activation=leaky
      [convolutional]
      filters=4
      size=1
      activation=linear
      [avgpool]
      [softmax]
      """
    return try Network(CfgDocument(parsing: cfg, file: "small.cfg"))
  }

  private func need(_ network: Network, _ sizes: [InputSize] = []) throws -> MemoryShortage {
    let error = try #require(throws: ModelError.self) {
      _ = try Trainer(
        network, weights: NetworkWeights(randomFor: network), sizes: sizes, threadCount: 1,
        memoryLimit: 1)
    }
    #expect(error.code == .tooLarge && error.subject == "small.cfg")
    return try #require(error.memory)
  }

  @Test(
    "what it needs is known before it is taken, and no byte less will do",
    arguments: ["", "adam=1"])
  func exact(keys: String) throws {
    let network = try Self.network(keys)
    let memory = try need(network)
    #expect(memory.available == 1)
    let weights = NetworkWeights(randomFor: network)
    let trainer = try Trainer(
      network, weights: weights, threadCount: 1, memoryLimit: memory.needed)
    #expect(trainer.arenaByteCount < memory.needed)
    #expect(throws: ModelError.self) {
      _ = try Trainer(network, weights: weights, threadCount: 1, memoryLimit: memory.needed - 1)
    }
  }

  @Test("Adam's means and larger sizes take more")
  func more() throws {
    let plain = try need(Self.network("")).needed
    #expect(try need(Self.network("adam=1")).needed > plain)
    let larger = InputSize(width: 64, height: 48)
    #expect(try need(Self.network(""), [larger]).needed > 2 * plain)
  }
}
