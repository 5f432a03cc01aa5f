/// What the section of a detection head says of the images and truths it learns from.
///
/// - Reference: darknet `parser.c`, `parse_detection`, `parse_region`, `parse_yolo`.
public struct HeadTraining: Sendable, Hashable {
  /// How much of its size an image is moved and stretched by, at most; darknet's default is 0.2.
  public let jitter: Float
  /// The largest factor an image is scaled by, either way; AlexeyAB's, 1 by default.
  public let resize: Float
  /// Whether the size of the input changes: 0 for no, 1 for yes; another number, in AlexeyAB's
  /// fork, is the largest factor it changes by.
  public let random: Float
  /// Boxes of an image that count.
  ///
  /// The original's `[region]` has 30 whatever the key says; else its default is 90, and AlexeyAB's
  /// 200.
  public let max: Int

  /// Reads the section.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  init(reading options: inout SectionReader) throws(CfgError) {
    let isOriginal = options.compatibility == .pjreddie
    jitter = try options.share("jitter", default: 0.2)
    resize = try isOriginal ? 1 : options.positiveFloat("resize", default: 1)
    random = try options.float("random", default: 0)
    let count = try options.int("max", default: isOriginal ? 90 : 200, in: 1...Limits.listCount)
    max = isOriginal && options.type == "region" ? 30 : count
  }
}
