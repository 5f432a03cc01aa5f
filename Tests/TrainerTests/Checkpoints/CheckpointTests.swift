import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite("checkpoints")
struct CheckpointTests {
  private static func cfg(_ keys: String) -> String {
    """
    [net]
    batch=4
    subdivisions=2
    width=6
    height=5
    channels=3
    learning_rate=0.05
    \(keys)
    [convolutional]
    batch_normalize=1
    filters=5
    size=3
    pad=1
    activation=leaky
    [dropout]
    probability=0.3
    [convolutional]
    filters=4
    size=1
    activation=linear
    [avgpool]
    [softmax]
    """
  }

  private func step(_ trainer: inout Trainer, _ number: Int) throws {
    var random = TestRandom(seed: UInt64(number))
    let images = (0..<2 * trainer.network.inputShape.count).map { _ in Float(random.next()) }
    let truths: [Float] = [0, 1, 0, 0, 0, 0, 1, 0]
    _ = try trainer.train(images.span, truths: truths.span)
  }

  private func values(_ trainer: borrowing Trainer) -> [UInt32] {
    (0..<trainer.memory.parameters.allCount).map { trainer.memory.parameters.value($0).bitPattern }
  }

  private func trainer(_ network: Network) throws -> Trainer {
    try Trainer(network, weights: NetworkWeights(randomFor: network), threadCount: 2)
  }

  @Test(
    "a run that stopped gives the bits of one that did not, also between the parts of an update",
    arguments: ["", "adam=1"], [1, 4, 5])
  func resumed(_ keys: String, _ stop: Int) throws {
    let network = try Network(CfgDocument(parsing: Self.cfg(keys), file: "a.cfg"))
    var first = try trainer(network)
    for number in 0..<9 { try step(&first, number) }
    var second = try trainer(network)
    for number in 0..<stop { try step(&second, number) }
    let folder = try TemporaryFolder()
    try second.writeCheckpoint(to: folder.path("c"), seed: 8, payload: [1, 2])
    let checkpoint = try Checkpoint(contentsOf: folder.path("c"))
    #expect(checkpoint.seed == 8 && checkpoint.payload == [1, 2] && checkpoint.seen == 2 * stop)
    var third = try Trainer.resuming(checkpoint, of: network, threadCount: 1)
    for number in stop..<9 { try step(&third, number) }
    let same = values(first) == values(third)
    #expect(same)
    #expect(first.seen == third.seen)
  }

  @Test("a file that is cut, damaged or none is an error, and so is that of another network")
  func damaged() throws {
    let network = try Network(CfgDocument(parsing: Self.cfg(""), file: "a.cfg"))
    let folder = try TemporaryFolder()
    let trainer = try trainer(network)
    try trainer.writeCheckpoint(to: folder.path("c"), seed: 0, payload: [7])
    let bytes = try TextFile.contents(of: folder.path("c"))
    #expect(bytes.count == trainer.checkpointByteCount(payload: 1))
    #expect(throws: Never.self) { try Checkpoint(parsing: bytes, file: "c") }
    for count in [0, 7, 8, 40, 79, 80, bytes.count - 1] {
      #expect(throws: CfgError.self) {
        try Checkpoint(parsing: Array(bytes.prefix(count)), file: "c")
      }
    }
    for place in stride(from: 0, to: bytes.count, by: 13) {
      var changed = bytes
      changed[place] ^= 0x41
      #expect(throws: CfgError.self) { try Checkpoint(parsing: changed, file: "c") }
    }
    let other = try Network(
      CfgDocument(
        parsing: Self.cfg("").replacing("filters=5", with: "filters=6"), file: "b.cfg"))
    let checkpoint = try Checkpoint(parsing: bytes, file: "c")
    #expect(throws: CfgError.self) { _ = try Trainer.resuming(checkpoint, of: other).seen }
  }

  @Test("the first layer whose values are no numbers is found")
  func fault() throws {
    let network = try Network(CfgDocument(parsing: Self.cfg(""), file: "a.cfg"))
    let trainer = try trainer(network)
    let images = [Float](repeating: 0.5, count: 2 * network.inputShape.count)
    #expect(trainer.firstLayerNotFinite(images.span) == nil)
    let array = try #require(trainer.plan.arrays.first { $0.layer == 2 })
    trainer.memory.parameters.set(array, to: [Float](repeating: .nan, count: array.count))
    #expect(trainer.firstLayerNotFinite(images.span) == 2)
    #expect(trainer.firstLayerWithoutFiniteParameters() == 2)
  }
}
