import CfgParser

/// What a step does to one layer.
struct LayerUpdate: Sendable, Hashable {
  /// Whether the backward pass comes as far as the layer: else its deltas are 0.
  let hasGradient: Bool
  /// Whether biases and scales move.
  let movesBiases: Bool
  /// Whether weights move.
  let movesWeights: Bool
  /// Whether the moving averages of batch normalisation move.
  let movesStatistics: Bool
  /// What the rate of learning is multiplied by.
  let rateFactor: Float
}

/// Which layers learn in which step.
///
/// - `stopbackward` ends the backward pass before its layer's. In the original's set momentum and
///   decay go on below it; in AlexeyAB's the layers before stay as they are, and it itself decays;
///   recommended is that all without a gradient stay as they are, and so they do in AlexeyAB's for
///   as long as a `stopbackward` above 1 says.
/// - The original never updates `[batchnorm]`, AlexeyAB's fork neither connected, local nor
///   recurrent layers, for which it has no factor of the rate either, as for `[batchnorm]`;
///   recommended is that all learn.
/// - `dont_update`, `burnin_update` and `train_only_bn` are AlexeyAB's, as on a GPU.
///
/// - Reference: darknet `network.c`, `backward_network`, `update_network`; AlexeyAB's `parser.c`,
///   `parse_network_cfg_custom`, and `network_kernels.cu`, `update_network_gpu`.
struct LayerUpdates: Sendable {
  private let layers: [LayerTraining]
  private let types: [any Layer.Type]
  private let compatibility: Compatibility
  private let burnIn: Int

  /// The rules of a network's training.
  init(_ network: Network, _ settings: TrainingSettings) {
    (layers, compatibility) = (settings.layers, network.compatibility)
    (types, burnIn) = (network.nodes.map { type(of: $0.layer) }, settings.rate.burnIn)
  }

  /// The first layer that gradients come to in any step.
  var firstLearning: Int { (layers.lastIndex { $0.stopbackward == 1 } ?? -1) + 1 }

  /// What step `iteration` does to the layer of number `index`.
  func update(of index: Int, at iteration: Int) -> LayerUpdate {
    let layer = layers[index]
    let hasGradient = index > lastStop(at: iteration)
    let moves = canMove(index, hasGradient: hasGradient) && isDue(layer, at: iteration)
    let learns = moves && !isForgotten(types[index])
    return LayerUpdate(
      hasGradient: hasGradient, movesBiases: learns, movesWeights: learns && !layer.trainOnlyBn,
      movesStatistics: moves, rateFactor: hasRate(types[index]) ? layer.learningRate : 1)
  }

  /// The last layer that gradients do not come to; −1 where they come to all.
  private func lastStop(at iteration: Int) -> Int {
    layers.lastIndex { $0.stopbackward == 1 || $0.stopbackward > max(1, iteration) } ?? -1
  }

  private func canMove(_ index: Int, hasGradient: Bool) -> Bool {
    switch compatibility {
    case .recommended: hasGradient
    case .pjreddie: true
    case .alexeyab: hasGradient || index == firstLearning - 1
    }
  }

  private func isDue(_ layer: LayerTraining, at iteration: Int) -> Bool {
    layer.burninUpdate * burnIn <= iteration
      && (layer.dontUpdate == 0 || layer.dontUpdate < iteration)
  }

  private func isForgotten(_ type: any Layer.Type) -> Bool {
    switch compatibility {
    case .recommended: false
    case .pjreddie: type is BatchnormLayer.Type
    case .alexeyab: isMatrix(type)
    }
  }

  private func hasRate(_ type: any Layer.Type) -> Bool {
    compatibility != .alexeyab || !isMatrix(type) && !(type is BatchnormLayer.Type)
  }

  private func isMatrix(_ type: any Layer.Type) -> Bool {
    type is ConnectedLayer.Type || type is LocalLayer.Type || type is RnnLayer.Type
      || type is GruLayer.Type || type is LstmLayer.Type
  }
}
