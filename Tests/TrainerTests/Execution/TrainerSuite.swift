import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite struct TrainerSuite {
  private static let cfg = """
    [net]
    batch=4
    subdivisions=2
    width=40
    height=33
    channels=3
    learning_rate=0.05
    momentum=0.9
    decay=0.0005
    [convolutional]
    batch_normalize=1
    filters=12
    size=3
    pad=1
    activation=leaky
    [maxpool]
    size=2
    stride=2
    [dropout]
    probability=0.3
    [convolutional]
    batch_normalize=1
    filters=20
    size=3
    stride=2
    pad=1
    activation=mish
    [convolutional]
    filters=5
    size=1
    activation=linear
    [avgpool]
    [softmax]
    """

  private func trained(threads: Int, steps: Int = 6) throws -> [Float] {
    let network = try Network(CfgDocument(parsing: Self.cfg, file: "small.cfg"))
    var trainer = try Trainer(
      network, weights: NetworkWeights(randomFor: network), threadCount: threads)
    var random = TestRandom(seed: 3)
    for _ in 0..<steps {
      let images = (0..<2 * network.inputShape.count).map { _ in Float(random.next()) }
      let truths: [Float] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
      _ = try trainer.train(images.span, truths: truths.span)
    }
    return trainer.plan.arrays.flatMap { trainer.memory.parameters.darknet($0) }
  }

  @Test("steps give the same bits for any number of threads", arguments: [2, 3, 5])
  func threads(_ count: Int) throws {
    let alone = try trained(threads: 1)
    let together = try trained(threads: count)
    #expect(alone == together)
  }

  @Test("parameters move once every `subdivisions` mini-batches, rolling averages with each")
  func subdivisions() throws {
    let network = try Network(CfgDocument(parsing: Self.cfg, file: "small.cfg"))
    var trainer = try Trainer(network, weights: NetworkWeights(randomFor: network), seen: 8)
    let images = (0..<2 * network.inputShape.count).map { Float($0 % 17) / 17 }
    let truths: [Float] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let (weights, means) = (
      trainer.values("weights", of: 0), trainer.values("rolling_mean", of: 0)
    )
    _ = try trainer.train(images.span, truths: truths.span)
    let afterOne = trainer.values("weights", of: 0)
    #expect(afterOne == weights)
    let moved = trainer.values("rolling_mean", of: 0)
    #expect(moved != means)
    _ = try trainer.train(images.span, truths: truths.span)
    let afterTwo = trainer.values("weights", of: 0)
    #expect(afterTwo != weights)
    let seen = trainer.seen
    #expect(seen == 12)
  }

  @Test("the same images are learnt: the loss of a few steps falls far")
  func learns() throws {
    let text = Self.cfg.replacing("probability=0.3", with: "probability=0")
    let network = try Network(CfgDocument(parsing: text, file: "small.cfg"))
    var trainer = try Trainer(network, weights: NetworkWeights(randomFor: network))
    let images = (0..<2 * network.inputShape.count).map { Float($0 * 7919 % 113) / 113 }
    let truths: [Float] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let first = try trainer.train(images.span, truths: truths.span)
    var last = first
    for _ in 0..<60 { last = try trainer.train(images.span, truths: truths.span) }
    #expect(last < first / 10)
  }

  @Test(
    "a layer that cannot be trained is refused by name and line, before anything is run",
    arguments: [
      ("[lstm]\noutput=4", "small.cfg:5: error: layer 0 [lstm] cannot be trained"),
      (
        "[convolutional]\nactivation=normalize_channels",
        "small.cfg:5: error: layer 0 [convolutional] cannot be trained with "
          + "activation=normalize_channels"
      ),
      (
        "[convolutional]\nxnor=1",
        "small.cfg:5: error: layer 0 [convolutional] cannot be trained with xnor=1"
      ),
    ])
  func refused(_ section: String, _ message: String) throws {
    let text = "[net]\nwidth=8\nheight=8\nchannels=3\n\(section)\n[cost]"
    let network = try Network(CfgDocument(parsing: text, file: "small.cfg"))
    let weights = NetworkWeights(randomFor: network)
    let error = #expect(throws: CfgError.self) { _ = try Trainer(network, weights: weights) }
    #expect(error?.code == .unsupported)
    let found = error.map { "\($0.subject): error: \($0.message)" }
    #expect(found == message)
  }

  @Test("a mini-batch of another size is refused")
  func wrongSize() throws {
    let network = try Network(CfgDocument(parsing: Self.cfg, file: "small.cfg"))
    var trainer = try Trainer(network, weights: NetworkWeights(randomFor: network))
    let few: [Float] = [1, 2, 3]
    var code: ModelError.Code?
    do { _ = try trainer.train(few.span, truths: few.span) } catch { code = error.code }
    #expect(code == .wrongInput)
  }
}
