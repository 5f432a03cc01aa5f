/// How images are changed before a network learns from them, as `[net]` says it.
///
/// - Reference: darknet `parser.c`, `parse_net_options`; AlexeyAB's keys are 0 in the original's
///   set.
public struct AugmentationSettings: Sendable, Hashable {
  /// Largest rotation of a classifier's image, in degrees either way.
  public let angle: Float
  /// Largest factor of a classifier's aspect ratio, either way; 1 leaves it.
  public let aspect: Float
  /// Largest factor of the saturation, either way; 1 leaves it.
  public let saturation: Float
  /// Largest factor of the brightness, either way; 1 leaves it.
  public let exposure: Float
  /// Largest change of the hue either way, as a share of the circle.
  public let hue: Float
  /// The shorter side of a classifier's image before it is cut, in pixels: from `min_crop` to
  /// `max_crop`.
  public let crops: ClosedRange<Int>
  /// Whether a classifier's image is cut out in the middle; the original's.
  public let center: Bool
  /// Whether images are mirrored, half of them.
  public let flip: Bool
  /// Whether images are laid over each other: AlexeyAB's numbers 1 to 4, 0 for none.
  public let mixup: Int
  /// Whether parts of images are exchanged; a classifier's.
  public let cutmix: Bool
  /// Whether images are put together of four.
  public let mosaic: Bool
  /// Whether boxes end where the parts of a mosaic do.
  public let mosaicBound: Bool
  /// Pixels that part of the images are blurred by; 1 stands for the background alone.
  public let blur: Int
  /// Strength of noise on part of the images; 0 for none.
  public let gaussianNoise: Int
  /// Whether images are fitted in with borders.
  public let letterBox: Bool
  /// How much of a class's truth goes to the others: that of classifiers.
  public let labelSmoothEps: Float

  /// Reads the section; `input` is the shape of the network's input.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  init(reading options: inout SectionReader, input: Shape) throws(CfgError) {
    angle = try options.float("angle", default: 0)
    aspect = try options.factor("aspect")
    saturation = try options.factor("saturation")
    exposure = try options.factor("exposure")
    hue = try options.float("hue", default: 0)
    crops = try Self.crops(&options, input)
    let isExtended = options.compatibility != .pjreddie
    center = try options.compatibility == .alexeyab ? false : options.flag("center")
    flip = try isExtended ? options.flag("flip", default: true) : true
    mixup = try isExtended ? options.int("mixup", default: 0, in: 0...4) : 0
    cutmix = try isExtended ? options.flag("cutmix") : false
    mosaic = try isExtended ? options.flag("mosaic") : false
    mosaicBound = try isExtended ? options.flag("mosaic_bound") : false
    blur = try isExtended ? options.int("blur", default: 0, in: 0...1024) : 0
    gaussianNoise = try isExtended ? options.int("gaussian_noise", default: 0, in: 0...255) : 0
    letterBox = try isExtended ? options.flag("letter_box") : false
    labelSmoothEps = try isExtended ? options.share("label_smooth_eps", default: 0) : 0
  }

  private static func crops(
    _ options: inout SectionReader, _ input: Shape
  ) throws(CfgError) -> ClosedRange<Int> {
    let range = 1...Limits.inputSize
    let least = try options.int("min_crop", default: input.width, in: range)
    let most = try options.int(
      "max_crop", default: min(max(least, 2 * input.width), range.upperBound), in: range)
    guard least <= most else {
      throw options.fault("min_crop", "is more than max_crop=\(most)")
    }
    return least...most
  }
}

extension SectionReader {
  /// The number of `key`, from 1 on; 1 by default, which changes nothing.
  fileprivate mutating func factor(_ key: String) throws(CfgError) -> Float {
    let found = try float(key, default: 1)
    // Below 1 the programs take its reciprocal half of the time, which is the same range.
    guard found > 0 else {
      throw fault(key, "is out of range; [\(type)] takes \(Wording.withArticle(key)) above 0")
    }
    return max(found, 1 / found)
  }
}
