import CfgParser
import Testing
import TestSupport

@testable import Trainer

@Suite("Layers that learn")
struct LayerUpdatesTests {
  private func updates(
    _ layers: String, _ compatibility: Compatibility, at iteration: Int = 1
  ) throws -> [LayerUpdate] {
    let cfg = "[net]\nwidth=4\nheight=4\nchannels=2\nburn_in=10\n" + layers
    let network = try Network(
      CfgDocument(parsing: cfg, file: "layers.cfg"), compatibility: compatibility)
    let updates = LayerUpdates(network, try TrainingSettings(network))
    return network.nodes.map { updates.update(of: $0.index, at: iteration) }
  }

  private static let stopped =
    "[convolutional]\n[convolutional]\nstopbackward=1\n[convolutional]\n"

  @Test(
    "stopbackward ends gradients at its layer; what moves before it differs",
    arguments: [
      (Compatibility.recommended, [false, false, true]), (.pjreddie, [true, true, true]),
      (.alexeyab, [false, true, true]),
    ])
  func stopbackward(_ compatibility: Compatibility, _ moves: [Bool]) throws {
    let updates = try updates(Self.stopped, compatibility)
    #expect(updates.map(\.hasGradient) == [false, false, true])
    #expect(updates.map(\.movesWeights) == moves)
    #expect(updates.map(\.movesBiases) == moves)
    #expect(updates.map(\.movesStatistics) == moves)
  }

  @Test("a stopbackward above 1 is for the steps before that one, but in the original for ever")
  func stopbackwardUntil() throws {
    let layers = "[convolutional]\n[convolutional]\nstopbackward=5\n[convolutional]\n"
    for compatibility in [Compatibility.recommended, .alexeyab] {
      #expect(try updates(layers, compatibility, at: 4).map(\.hasGradient) == [false, false, true])
      #expect(try updates(layers, compatibility, at: 5).map(\.hasGradient) == [true, true, true])
    }
    #expect(try updates(layers, .pjreddie, at: 9).map(\.hasGradient) == [false, false, true])
  }

  @Test(
    "layers the programs forget to update learn by default",
    arguments: [
      (Compatibility.recommended, [true, true, true]), (.pjreddie, [false, true, true]),
      (.alexeyab, [true, false, false]),
    ])
  func forgotten(_ compatibility: Compatibility, _ moves: [Bool]) throws {
    let layers = "[batchnorm]\n[local]\n[connected]\n"
    let updates = try updates(layers, compatibility)
    #expect(updates.map(\.movesBiases) == moves)
    #expect(updates.map(\.movesWeights) == moves)
    #expect(updates.allSatisfy { $0.movesStatistics })
  }

  @Test("dont_update and burnin_update keep a layer for so many steps, but not the original's")
  func waiting() throws {
    let layers = "[convolutional]\ndont_update=3\n[convolutional]\nburnin_update=2\n"
    func moves(_ compatibility: Compatibility, _ iteration: Int) throws -> [Bool] {
      try updates(layers, compatibility, at: iteration).map(\.movesWeights)
    }
    #expect(try moves(.recommended, 3) == [false, false])
    #expect(try moves(.recommended, 4) == [true, false])
    #expect(try moves(.alexeyab, 19) == [true, false])
    #expect(try moves(.alexeyab, 20) == [true, true])
    #expect(try moves(.pjreddie, 1) == [true, true])
  }

  @Test("train_only_bn keeps the weights alone, learning_rate is a factor")
  func others() throws {
    let layers = "[convolutional]\ntrain_only_bn=1\n[convolutional]\nlearning_rate=0.25\n"
    let updates = try updates(layers, .recommended)
    #expect(updates.map(\.movesWeights) == [false, true])
    #expect(updates.map(\.movesBiases) == [true, true])
    #expect(updates.map(\.rateFactor) == [1, 0.25])
  }
}
