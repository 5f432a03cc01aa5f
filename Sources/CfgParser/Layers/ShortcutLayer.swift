/// `[shortcut]`: adds other layers to the one before, then applies the activation.
///
/// Where the channels differ the first of both are added, the rest of the layer before stays as it
/// is. One unweighted layer may also differ in height and width by a whole factor: it is then
/// sampled at every (H₁ / H)-th row and column, or added to every (H / H₁)-th.
///
/// - Input: the layer before, C × H × W, then the layers of `from`.
/// - Output: C × H × W.
/// - Weights: with `weightsType` one value an input, or one an input and channel.
/// - Reference: darknet `shortcut_layer.c`; `blas.c`, `shortcut_cpu` (sampling, alpha, beta: the
///   original's) and `shortcut_multilayer_cpu` (several layers, weights: AlexeyAB's).
package struct ShortcutLayer: Layer {
  /// What the learned weights belong to.
  package enum WeightsType: Sendable, Hashable { case none, perFeature, perChannel }
  /// How the weights of one sum are made to add up to about 1.
  package enum WeightsNormalization: Sendable, Hashable { case none, relu, softmax }

  package static let sectionNames = ["shortcut"]

  /// The layers that are added, as absolute numbers.
  package let from: [Int]
  /// What is applied to the sum; darknet's default is linear.
  package let activation: Activation
  /// Factor of the layer before, where one unweighted layer is added to it.
  package let alpha: Float
  /// Factor of the layer that is added, where it is one without weights.
  package let beta: Float
  /// What the learned weights belong to.
  package let weightsType: WeightsType
  /// How the weights are normalised.
  package let weightsNormalization: WeightsNormalization

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    from = try options.layerNumbers("from", at: index)
    activation = try options.name("activation", default: .linear)
    weightsType = try options.choice(
      "weights_type", default: .none,
      among: [
        ("none", .none), ("per_feature", .perFeature), ("per_layer", .perFeature),
        ("per_channel", .perChannel),
      ])
    weightsNormalization = try options.choice(
      "weights_normalization", default: .none,
      among: [("none", .none), ("relu", .relu), ("avg_relu", .relu), ("softmax", .softmax)])
    let isPlain = from.count == 1 && weightsType == .none
    alpha = try Self.factor("alpha", &options, isPlain: isPlain)
    beta = try Self.factor("beta", &options, isPlain: isPlain)
  }

  package var inputs: [LayerInput] { [.previous] + from.map { .layer($0) } }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let target = try inputs[0].image()
    for (position, shape) in inputs.enumerated().dropFirst() {
      let source = try shape.image(input: position)
      guard suits(source, target) else { throw misfit(target, position) }
    }
    return target
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let count =
      switch weightsType {
      case .none: 0
      case .perFeature: inputs.count
      case .perChannel: saturatingProduct(inputs.count, inputs[0].channels)
      }
    return count == 0 ? [] : [WeightBlock("weights", count: count, initial: 1...1)]
  }

  private var canSample: Bool { from.count == 1 && weightsType == .none }

  private func suits(_ source: Shape, _ target: Shape) -> Bool {
    guard canSample else { return source.height == target.height && source.width == target.width }
    return source.width / target.width == source.height / target.height
      && target.width / source.width == target.height / source.height
  }

  private func misfit(_ target: Shape, _ position: Int) -> LayerFault {
    let size = "\(target.width)×\(target.height)"
    let rule =
      canSample ? "\(size) pixels, or by one factor more or fewer both ways" : "\(size) pixels"
    return LayerFault("needs a layer of \(rule)", input: position)
  }

  private static func factor(
    _ key: String, _ options: inout SectionReader, isPlain: Bool
  ) throws(CfgError) -> Float {
    let value = try options.float(key, default: 1)
    guard !isPlain, value != 1 else { return value }
    options.warn(key, "'\(key)' is ignored; it is for one layer in 'from' and no weights")
    return 1
  }
}
