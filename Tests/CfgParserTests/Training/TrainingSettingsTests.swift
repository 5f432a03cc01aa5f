import Testing
import TestSupport

@testable import CfgParser

@Suite("Settings of training")
struct TrainingSettingsTests {
  private func network(
    _ keys: String, _ layers: String = "[softmax]\n", _ compatibility: Compatibility = .recommended
  ) throws -> Network {
    try Network(
      CfgDocument(
        parsing: "[net]\nwidth=8\nheight=8\nchannels=3\n\(keys)\n\(layers)", file: "a.cfg"),
      compatibility: compatibility)
  }

  private func settings(
    _ keys: String, _ layers: String = "[softmax]\n", _ compatibility: Compatibility = .recommended
  ) throws -> TrainingSettings {
    try TrainingSettings(network(keys, layers, compatibility))
  }

  @Test("what a cfg does not say has darknet's defaults", arguments: Compatibility.allCases)
  func defaults(_ compatibility: Compatibility) throws {
    let settings = try settings("", "[softmax]\n", compatibility)
    #expect((settings.batch, settings.subdivisions, settings.miniBatch) == (1, 1, 1))
    #expect((settings.rate.learningRate, settings.rate.policy) == (0.001, .constant))
    #expect((settings.rate.burnIn, settings.rate.power) == (0, 4))
    #expect((settings.optimizer.momentum, settings.optimizer.decay) == (0.9, 0.0001))
    #expect(settings.optimizer.adam == nil)
    #expect((settings.augmentation.crops, settings.augmentation.flip) == (8...16, true))
    #expect(settings.sizes.resizeStep == 32)
    #expect(settings.layers.map(\.learningRate) == [1])
    #expect(settings.warnings.isEmpty)
  }

  @Test("a step has the images that subdivisions divides, with a warning")
  func batch() throws {
    let settings = try settings("batch=10\nsubdivisions=4\n")
    #expect((settings.miniBatch, settings.imagesPerStep) == (2, 8))
    #expect(
      settings.warnings.map(\.description) == [
        "a.cfg:5: warning: 'batch=10' is taken as 8, which subdivisions=4 divides"
      ])
  }

  @Test(
    "a head says how images move and how many boxes count",
    arguments: [
      (Compatibility.recommended, "region", 200), (.pjreddie, "region", 30),
      (.alexeyab, "region", 200), (.pjreddie, "yolo", 90), (.alexeyab, "yolo", 200),
    ])
  func heads(_ compatibility: Compatibility, _ type: String, _ count: Int) throws {
    let head =
      "[convolutional]\nfilters=6\n[\(type)]\nclasses=1\nanchors=1,1\njitter=.3\nrandom=1\n"
    let settings = try settings("", head, compatibility)
    #expect(settings.layers[0].head == nil)
    let found = try #require(settings.layers[1].head)
    #expect((found.jitter, found.random, found.max) == (0.3, 1, count))
  }

  @Test(
    "a wrong value is an error for who trains, and nothing to inference",
    arguments: [
      (
        "subdivisions=3",
        "a.cfg:5: error: 'subdivisions=3' is more than batch=1; [net] takes subdivisions from 1 to "
          + "batch"
      ),
      (
        "policy=cosine",
        "a.cfg:5: error: 'policy=cosine' is not known; [net] takes constant, step, steps, exp, poly, "
          + "random, sigmoid or sgdr"
      ),
      (
        "policy=steps\nsteps=1,2\nscales=.1",
        "a.cfg:7: error: 'scales=.1' has 1 numbers; [net] takes 2, one for each of steps"
      ),
      (
        "policy=poly",
        "a.cfg:5: error: 'policy=poly' needs max_batches, the number of steps"
      ),
      (
        "momentum=high",
        "a.cfg:5: error: 'momentum=high' is not a finite number; [net] takes a momentum, 0.9 by "
          + "default"
      ),
      (
        "adam=1\nB1=1",
        "a.cfg:6: error: 'B1=1' is out of range; [net] takes a B1 of at least 0 and below 1"
      ),
      (
        "saturation=0",
        "a.cfg:5: error: 'saturation=0' is out of range; [net] takes a saturation above 0"
      ),
      ("adversarial_lr=1", "a.cfg:5: error: 'adversarial_lr=1' is known, but not supported"),
    ])
  func faults(_ keys: String, _ text: String) throws {
    let network = try network(keys)
    let error = #expect(throws: CfgError.self) { try TrainingSettings(network) }
    #expect(error?.description.split(separator: "\n").first.map(String.init) == text)
  }

  @Test(
    "keys of sections are checked likewise", arguments: ["learning_rate=x", "clip=1", "sway=1"])
  func layerFaults(_ key: String) throws {
    let network = try network("", "[convolutional]\n\(key)\n")
    let error = #expect(throws: CfgError.self) { try TrainingSettings(network) }
    #expect(error?.location.line == 7)
  }

  @Test("a policy that the programs do not know is constant in their sets, with a warning")
  func unknownPolicy() throws {
    let settings = try settings("policy=sgdr\nmax_batches=9", "[softmax]\n", .pjreddie)
    #expect(settings.rate.policy == .constant)
    #expect(
      settings.warnings.map(\.message) == [
        "'policy=sgdr' is not known, it is taken as constant"
      ])
  }

  @Test("AlexeyAB's keys mean nothing to the original's set")
  func forks() throws {
    let keys = "mosaic=1\nflip=0\nema_alpha=.5\nletter_box=1\n"
    let original = try settings(keys, "[softmax]\n", .pjreddie)
    #expect(!original.augmentation.mosaic && original.augmentation.flip)
    #expect(original.emaAlpha == 0 && !original.augmentation.letterBox)
    let extended = try settings(keys, "[softmax]\n", .alexeyab)
    #expect(extended.augmentation.mosaic && !extended.augmentation.flip)
    #expect(extended.emaAlpha == 0.5 && extended.augmentation.letterBox)
  }

  @Test(
    "the shipped networks can all be trained as they say", arguments: ShippedNetwork.all
  )
  func shipped(_ shipped: ShippedNetwork) throws {
    let document = try CfgDocument(contentsOf: ShippedNetwork.path("\(shipped.name).cfg"))
    for compatibility in Compatibility.allCases {
      let network = try Network(document, compatibility: compatibility)
      let settings = try TrainingSettings(network)
      #expect(settings.layers.count == network.nodes.count)
    }
  }
}
