/// `[net]`: the input size and what else matters for inference.
///
/// - Reference: darknet `parser.c`, `parse_net_options`.
public struct NetSettings: Sendable, Hashable {
  /// Width of the input in pixels; nothing where the section states only `inputs`.
  public let width: Int?
  /// Height of the input in pixels; nothing where the section states only `inputs`.
  public let height: Int?
  /// Channels of the input; nothing where the section states only `inputs`.
  public let channels: Int?
  /// Values of the input: width · height · channels unless the section states it.
  public let inputs: Int
  /// Images a step of training; how many run together at inference is the caller's choice.
  public let batch: Int
  /// Parts a step of training is split into; nothing to inference.
  public let subdivisions: Int
  /// Whether images are fitted in with borders (`letter_box`); nothing where the section does not
  /// say.
  public let letterBox: Bool?

  /// The shape of the network's input: an image, or `inputs` channels of one pixel.
  public var inputShape: Shape {
    guard let width, let height, let channels else {
      return Shape(channels: inputs, height: 1, width: 1)
    }
    return Shape(channels: channels, height: height, width: width)
  }

  /// Reads the section.
  init(reading options: inout SectionReader) throws(CfgError) {
    let image = try InputImage(reading: &options)
    (width, height, channels) = (image?.width, image?.height, image?.channels)
    inputs = try Self.inputs(&options, image: image)
    batch = try options.int("batch", default: 1, in: 1...Limits.vectorCount)
    subdivisions = try options.int("subdivisions", default: 1, in: 1...Limits.vectorCount)
    letterBox = options.contains("letter_box") ? try options.flag("letter_box") : nil
    options.accept(["batch", "subdivisions"] + Self.trainingKeys)
    Self.checkPolicy(&options)
  }

  /// The same settings with another width and height, where the input is an image.
  ///
  /// Nil stands for their own; errors stand at `location`.
  func resized(
    width: Int?, height: Int?, at location: CfgLocation
  ) throws(CfgError) -> NetSettings {
    guard let ownWidth = self.width, let ownHeight = self.height, let channels else { return self }
    let image = InputImage(
      width: width ?? ownWidth, height: height ?? ownHeight, channels: channels)
    try Self.check(image.width, "width", at: location)
    try Self.check(image.height, "height", at: location)
    return NetSettings(self, image)
  }

  /// Settings in the place of those that cannot be read.
  static let placeholder = NetSettings()

  private init() {
    (width, height, channels, inputs, letterBox) = (nil, nil, nil, 1, nil)
    (batch, subdivisions) = (1, 1)
  }

  private init(_ settings: NetSettings, _ image: InputImage) {
    (width, height, channels) = (image.width, image.height, image.channels)
    (inputs, letterBox) = (image.count, settings.letterBox)
    (batch, subdivisions) = (settings.batch, settings.subdivisions)
  }

  private static func check(
    _ value: Int, _ key: String, at location: CfgLocation
  ) throws(CfgError) {
    let limit = Limits.inputSize
    guard (1...limit).contains(value) else {
      throw CfgError(
        .badValue, at: location,
        "a network \(key) of \(value) is out of range; it goes from 1 to \(Wording.grouped(limit))")
    }
  }

  /// Darknet refuses this even where it does not train.
  private static func checkPolicy(_ options: inout SectionReader) {
    let isComplete = ["steps", "scales"].allSatisfy { options.contains($0) }
    guard !isComplete, options.option("policy")?.value == "steps" else { return }
    options.warn("policy", "'policy=steps' lacks 'steps' and 'scales'; training needs both")
  }

  private static func inputs(
    _ options: inout SectionReader, image: InputImage?
  ) throws(CfgError) -> Int {
    guard let image else { return try options.int("inputs", in: 1...Limits.vectorCount) }
    let stated = try options.int("inputs", default: image.count, in: 1...Limits.valueCount)
    if stated != image.count {
      options.warn("inputs", "'inputs=\(stated)' is ignored; width, height and channels count")
    }
    return image.count
  }
}

/// The image `[net]` asks for.
private struct InputImage {
  let width: Int
  let height: Int
  let channels: Int

  /// Values of the image.
  var count: Int { saturatingProduct(width, height, channels) }

  init(width: Int, height: Int, channels: Int) {
    (self.width, self.height, self.channels) = (width, height, channels)
  }

  /// Nothing where the section states `inputs` and not all of width, height and channels.
  init?(reading options: inout SectionReader) throws(CfgError) {
    let keys = ["width", "height", "channels"]
    let lacksKeys = keys.reduce(false) { !options.contains($1) || $0 }
    if options.contains("inputs"), lacksKeys { return nil }
    let size = 1...Limits.inputSize
    width = try options.int("width", in: size)
    height = try options.int("height", in: size)
    channels = try options.int("channels", in: 1...Limits.channelCount)
  }
}

extension NetSettings {
  /// Keys of training, of GPUs and of the forks' own data loading, and two that nobody reads though
  /// cfg files have them (`max_epochs`, `seen`).
  private static let trainingKeys = [
    "time_steps", "min_crop", "max_crop", "min_ratio", "max_ratio", "notruth", "random", "center",
    "clip", "show_receptive_field", "workspace_size_limit_MB", "optimized_memory", "use_cuda_graph",
    "dynamic_minibatch", "track", "sequential_subdivisions", "augment_speed", "learning_rate",
    "momentum", "decay", "policy", "burn_in", "power", "step", "scale", "steps", "scales", "gamma",
    "max_batches", "adam", "B1", "B2", "eps", "angle", "aspect", "saturation", "exposure", "hue",
    "learning_rate_min", "sgdr_cycle", "sgdr_mult", "seq_scales", "try_fix_nan",
    "weights_reject_freq", "equidistant_point", "badlabels_rejection_percentage",
    "num_sigmas_reject_badlabels", "ema_alpha", "loss_scale", "flip", "blur", "gaussian_noise",
    "mixup",
    "cutmix", "mosaic", "mosaic_bound", "contrastive", "contrastive_jit_flip", "contrastive_color",
    "unsupervised", "label_smooth_eps", "resize_step", "attention", "adversarial_lr",
    "max_chart_loss", "max_epochs", "seen",
  ]
}
