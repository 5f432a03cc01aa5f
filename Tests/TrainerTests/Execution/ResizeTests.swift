import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite("another size of the input")
struct ResizeTests {
  private static func network(
    _ width: Int, _ height: Int, keys: String = ""
  ) throws -> Network {
    let cfg = """
      [net]
      batch=2
      width=\(width)
      height=\(height)
      channels=3
      learning_rate=0.01
      momentum=0.9
      decay=0.0005
      \(keys)
      [convolutional]
      batch_normalize=1
      filters=12
      size=3
      pad=1
      activation=leaky
      [maxpool]
      size=2
      stride=2
      [convolutional]
      batch_normalize=1
      filters=8
      size=3
      pad=1
      activation=leaky
      [reorg]
      stride=2
      [convolutional]
      filters=14
      size=1
      activation=linear
      [region]
      anchors=1,1, 2,2
      num=2
      classes=2
      softmax=1
      """
    return try Network(CfgDocument(parsing: cfg, file: "sized.cfg"))
  }

  private static let sizes = [(16, 24), (32, 16), (16, 24), (40, 40)].map {
    InputSize(width: $0.0, height: $0.1)
  }

  private func step(_ trainer: inout Trainer, _ number: Int) throws {
    var random = TestRandom(seed: UInt64(number))
    let images = (0..<2 * trainer.inputShape.count).map { _ in Float(random.next()) }
    var truths = [Float](repeating: 0, count: 2 * trainer.truthCount)
    for image in 0..<2 {
      let box: [Float] = [0.4, 0.6, 0.3, 0.2, Float(image)]
      truths.replaceSubrange(image * trainer.truthCount..<image * trainer.truthCount + 5, with: box)
    }
    _ = try trainer.train(images.span, truths: truths.span)
  }

  private func bits(_ trainer: borrowing Trainer) -> [UInt32] {
    (0..<trainer.memory.parameters.allCount).map { trainer.memory.parameters.value($0).bitPattern }
  }

  @Test(
    "a trainer that is resized has the bits of trainers of each size that hand on their state",
    arguments: ["", "adam=1"], [1, 3])
  func handedOn(keys: String, threads: Int) throws {
    let network = try Self.network(16, 24, keys: keys)
    var resized = try Trainer(
      network, weights: NetworkWeights(randomFor: network), sizes: Self.sizes, threadCount: threads)
    for (number, size) in Self.sizes.enumerated() {
      let folder = try TemporaryFolder()
      let path = folder.path("state")
      try resized.writeCheckpoint(to: path, seed: 0, payload: [])
      var fresh = try Trainer.resuming(
        Checkpoint(contentsOf: path), of: Self.network(size.width, size.height, keys: keys),
        threadCount: 1)
      try resized.resize(to: size)
      #expect(InputSize(width: resized.inputShape.width, height: resized.inputShape.height) == size)
      try step(&resized, number)
      try step(&fresh, number)
      #expect(bits(resized) == bits(fresh))
    }
  }

  @Test("a size that was not asked for at the start is an error, and changes nothing")
  func unknown() throws {
    let network = try Self.network(16, 24)
    var trainer = try Trainer(network, weights: NetworkWeights(randomFor: network), threadCount: 1)
    let error = try #require(throws: ModelError.self) {
      try trainer.resize(to: InputSize(width: 32, height: 32))
    }
    #expect(error.code == .wrongInput && error.message.contains("32×32"))
    #expect(trainer.inputShape == network.inputShape)
    try trainer.resize(to: InputSize(width: 16, height: 24))
  }

  @Test("a layer that fixes the size is an error at its line, before anything is learnt")
  func fixed() throws {
    let cfg = """
      [net]
      width=8
      height=8
      channels=1
      [connected]
      output=4
      activation=linear
      [softmax]
      """
    let network = try Network(CfgDocument(parsing: cfg, file: "fixed.cfg"))
    let error = try #require(throws: CfgError.self) {
      _ = try Trainer(
        network, weights: NetworkWeights(randomFor: network),
        sizes: [InputSize(width: 16, height: 16)])
    }
    #expect(error.location.line == 5)
  }
}
