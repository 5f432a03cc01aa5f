/// What turns gradients into changes of the parameters, as `[net]` says it.
///
/// - Reference: darknet `parser.c`, `parse_net_options`.
public struct OptimizerSettings: Sendable, Hashable {
  /// The keys of Adam.
  public struct Adam: Sendable, Hashable {
    /// The share of the past in the mean of the gradients: the key `B1`; darknet's default is 0.9.
    public let beta1: Float
    /// The share of the past in the mean of their squares: the key `B2`; darknet's default is 0.999.
    public let beta2: Float
    /// What is added to the divisor; the original's default is 10⁻⁷, AlexeyAB's 10⁻⁶.
    public let eps: Float
  }

  /// The share of a change that goes on in the next; darknet's default is 0.9.
  public let momentum: Float
  /// How strongly weights are drawn to 0; darknet's default is 0.0001.
  public let decay: Float
  /// The keys of Adam, where `adam=1` asks for it.
  public let adam: Adam?

  /// Reads the section.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  init(reading options: inout SectionReader) throws(CfgError) {
    momentum = try options.float("momentum", default: 0.9)
    decay = try options.float("decay", default: 0.0001)
    adam = try options.flag("adam") ? Self.adam(&options) : nil
  }

  private static func adam(_ options: inout SectionReader) throws(CfgError) -> Adam {
    Adam(
      beta1: try options.share("B1", default: 0.9), beta2: try options.share("B2", default: 0.999),
      eps: try options.positiveFloat(
        "eps", default: options.compatibility == .pjreddie ? 1e-7 : 1e-6))
  }
}

extension SectionReader {
  /// The number of `key`, from 0 on and below 1.
  mutating func share(_ key: String, default value: Float) throws(CfgError) -> Float {
    let found = try float(key, default: value)
    guard found >= 0, found < 1 else {
      throw fault(
        key,
        "is out of range; [\(type)] takes \(Wording.withArticle(key)) of at least 0 and below 1")
    }
    return found
  }
}
