/// What any section may say of how its layer learns.
///
/// - Reference: darknet `parser.c`, `parse_network_cfg`.
public struct LayerTraining: Sendable, Hashable {
  /// What the rate of learning is multiplied by; darknet's default is 1.
  public let learningRate: Float
  /// Whether gradients end at this layer: 0 for no, 1 for yes; more, in AlexeyAB's fork, for until
  /// the step of that number.
  public let stopbackward: Int
  /// The number of the last step in which the layer stays as it is; AlexeyAB's.
  public let dontUpdate: Int
  /// For how many times `burn_in` steps the layer stays as it is; AlexeyAB's.
  public let burninUpdate: Int
  /// Whether the weights stay as they are, and biases and scales alone learn; AlexeyAB's.
  public let trainOnlyBn: Bool
  /// What the section says as a detection head; nothing for other layers.
  public let head: HeadTraining?

  /// Reads the section of `layer`.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong, or that training does not support.
  init(reading options: inout SectionReader, of layer: any Layer) throws(CfgError) {
    learningRate = try options.float("learning_rate", default: 1)
    let steps = 0...Limits.valueCount
    let isOriginal = options.compatibility == .pjreddie
    stopbackward =
      try isOriginal
      ? (options.flag("stopbackward") ? 1 : 0) : options.int("stopbackward", default: 0, in: steps)
    dontUpdate = try isOriginal ? 0 : options.int("dont_update", default: 0, in: steps)
    burninUpdate = try isOriginal ? 0 : options.int("burnin_update", default: 0, in: 0...1024)
    trainOnlyBn = try isOriginal ? false : options.flag("train_only_bn")
    head = try layer is any HeadLayer ? HeadTraining(reading: &options) : nil
    _ = try options.flag("dontsave")
    for key in Self.unsupportedKeys { try options.refuse(key, unless: 0) }
    guard layer is ConvolutionalLayer else { return }
    for key in Self.unsupportedKernelKeys { try options.refuse(key, unless: 0) }
  }

  /// Keys that would change what is learnt, and that this package lacks.
  private static let unsupportedKeys = ["clip", "onlyforward", "smooth", "truth"]

  /// Those of convolutions.
  private static let unsupportedKernelKeys = [
    "assisted_excitation", "dot", "grad_centr", "rotate", "stretch", "stretch_sway", "sway",
  ]
}
