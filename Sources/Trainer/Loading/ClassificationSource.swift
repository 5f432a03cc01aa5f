public import CfgParser
public import Engine

/// Images of one class each, for a classifier to learn from: drawn by lot, turned, cut, mirrored and
/// recoloured; the class is the label that is a part of the image's path.
public struct ClassificationSource: ExampleSource {
  /// Channels of the images.
  public var channels: Int { images.channels }
  /// Values of an example's truth: one a class.
  public var truthCount: Int { truth.count }
  private let images: ImageDraw
  private let labels: [String]
  private let truth: ClassTruth
  private let settings: AugmentationSettings
  private let sizes: RandomSizeSettings
  private let seed: UInt64

  /// Examples for `network`, changed as its cfg says.
  ///
  /// - Parameters:
  ///   - network: The network that learns.
  ///   - images: Paths of the images.
  ///   - labels: What is looked for in the paths, in the order of the classes.
  ///   - seed: What all that is random follows from.
  ///   - maximumPixelCount: Width × height above which an image is refused before it is decoded.
  /// - Throws: `CfgError` at the line of a key that is wrong, or changes images in a way that is not
  ///   supported, or names a tree that cannot be read; `ModelError` where the network is no
  ///   classifier of pictures with so many classes, or there is no image.
  public init(
    _ network: Network, images: [String], labels: [String], seed: UInt64,
    maximumPixelCount: Int = Image.defaultMaximumPixelCount
  ) throws {
    let training = try TrainingSettings(network)
    try training.augmentation.refuseUnsupported(in: network)
    let count = network.nodes[network.outputIndex].outputShape.count
    guard labels.count <= count, training.layers.allSatisfy({ $0.head == nil }) else {
      throw ModelError(
        .noClasses, network.file,
        "\(labels.count) classes are to be told apart, the network gives \(count) values")
    }
    self.images = try ImageDraw(network, images, maximumPixelCount: maximumPixelCount)
    (self.labels, self.seed) = (labels, seed)
    (settings, sizes) = (training.augmentation, training.sizes)
    let tree = try network.readTrees().max { $0.key < $1.key }?.value
    truth = ClassTruth(count: count, smoothing: settings.labelSmoothEps, tree: tree)
  }

  /// Makes example `number`; see ``ExampleSource/make(_:size:image:truth:)``.
  public func make(
    _ number: Int, size: InputSize, image: inout MutableSpan<Float>,
    truth values: inout MutableSpan<Float>
  ) throws(ModelError) -> [LoadingWarning] {
    var numbers = SeededNumbers(seed: seed, .example, number: number)
    var warnings: [LoadingWarning] = []
    let (picture, classIndex) = try images.draw(&numbers, &warnings) { path, _, warnings in
      self.classIndex(path, &warnings)
    }
    let sampling = geometry(size).draw(for: picture, size: size, &numbers)
    let change = ColorChange(settings, &numbers)
    let isMirrored = numbers.chance() && settings.flip
    sampling.write(picture, isMirrored: isMirrored, into: &image)
    change.apply(to: &image, channels: channels, area: size.area)
    truth.write(classIndex, into: &values)
    return warnings
  }

  /// Crops follow the size of the input where that changes.
  private func geometry(_ size: InputSize) -> ClassifierGeometry {
    let width = Float(size.width)
    let least = max(1, Int(sizes.minRatio * width))
    let ratios = least...max(least, Int(sizes.maxRatio * width))
    return ClassifierGeometry(
      angle: settings.angle, aspect: settings.aspect,
      crops: sizes.random ? ratios : settings.crops, isCentered: settings.center)
  }

  private func classIndex(_ path: String, _ warnings: inout [LoadingWarning]) -> Int? {
    let found = ClassificationEvaluation.classIndex(ofPath: path, labels: labels)
    if found == nil {
      let message = "no label is a part of the path; the image is left out"
      warnings.append(LoadingWarning(subject: path, message: message))
    }
    return found
  }
}
