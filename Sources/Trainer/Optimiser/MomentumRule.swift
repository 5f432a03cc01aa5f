/// How gradients change parameters: stochastic gradient descent with momentum and decay, as Darknet
/// applies it.
///
/// With u the sum of the deltas of a step and what is left of earlier ones, N the images of a step:
/// u −= decay · N · p, where the array decays; p += rate / N · u; u ·= momentum.
///
/// - Reference: darknet `convolutional_layer.c`, `update_convolutional_layer`.
struct MomentumRule: Sendable, Hashable {
  /// What a delta is multiplied by: rate / N.
  let rate: Float
  /// What a parameter draws from its update: decay · N.
  let decay: Float
  /// The share of the update that goes on in the next step.
  let momentum: Float

  /// The rule of one step.
  ///
  /// - Parameters:
  ///   - rate: The rate of the step, with the factor of the layer.
  ///   - images: Images of a step.
  ///   - momentum: The share of the update that goes on in the next step.
  ///   - decay: How strongly weights are drawn to 0.
  init(rate: Float, images: Int, momentum: Float, decay: Float) {
    (self.rate, self.decay) = (rate / Float(images), decay * Float(images))
    self.momentum = momentum
  }

  /// Moves parameters; both spans are of one length.
  ///
  /// - Parameters:
  ///   - parameters: What moves.
  ///   - updates: Sums of deltas, and what is left of earlier ones.
  ///   - decays: Whether the parameters are drawn to 0: weights are, biases and scales are not.
  func apply(
    to parameters: inout MutableSpan<Float>, updates: inout MutableSpan<Float>, decays: Bool
  ) {
    precondition(parameters.count == updates.count)
    let drawn = decays ? decay : 0
    for index in parameters.indices {
      let update = updates[index] - drawn * parameters[index]
      parameters[index] += rate * update
      updates[index] = momentum * update
    }
  }
}
