/// How the size of the input changes while a network learns, as `[net]` says it; heads have a
/// `random` of their own (``LayerTraining/random``).
///
/// - Reference: darknet `parser.c`, `parse_net_options`; `classifier.c`, `train_classifier`;
///   AlexeyAB's `detector.c`, `train_detector`.
public struct RandomSizeSettings: Sendable, Hashable {
  /// Whether a classifier's input changes its size; the original's.
  public let random: Bool
  /// The least side of a crop as a share of the input's, while the size changes.
  public let minRatio: Float
  /// The largest side of a crop as a share of the input's, while the size changes.
  public let maxRatio: Float
  /// What a detector's sizes are multiples of, in pixels; AlexeyAB's key, whose default is 32.
  public let resizeStep: Int

  /// Reads the section.
  ///
  /// - Parameters:
  ///   - options: `[net]`.
  ///   - input: The shape of the network's input.
  ///   - crops: Sides of the crops of a classifier's images, in pixels.
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  init(
    reading options: inout SectionReader, input: Shape, crops: ClosedRange<Int>
  ) throws(CfgError) {
    let isExtended = options.compatibility == .alexeyab
    random = try isExtended ? false : options.flag("random")
    let width = Float(input.width)
    let (least, most) = (Float(crops.lowerBound) / width, Float(crops.upperBound) / width)
    minRatio = try isExtended ? least : options.positiveFloat("min_ratio", default: least)
    maxRatio = try isExtended ? most : options.positiveFloat("max_ratio", default: most)
    let range = 1...Limits.inputSize
    resizeStep =
      try options.compatibility == .pjreddie
      ? 32 : options.int("resize_step", default: 32, in: range)
  }
}
