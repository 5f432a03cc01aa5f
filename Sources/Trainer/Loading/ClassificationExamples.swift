public import CfgParser
#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import Engine

/// Examples for a classifier: parts of images, turned, stretched, mirrored and of other colours; the
/// class stands in the path.
///
/// - Reference: darknet `data.c`, `load_data_augment`, `fill_truth`; `image.c`,
///   `random_augment_image`, `rotate_crop_image`, `center_crop_image`.
public struct ClassificationExamples: ExampleSource {
  private let images: [String]
  private let labels: [String]
  private let shape: Shape
  private let settings: AugmentationSettings
  private let seed: UInt64
  private let exif: ExifPolicy

  /// Examples of images.
  ///
  /// - Parameters:
  ///   - images: Paths; at least one.
  ///   - labels: What stands in the path of an image of each class.
  ///   - network: The network that learns.
  ///   - settings: How its images are changed.
  ///   - seed: What random numbers begin with.
  /// - Throws: `CfgError` at the line of a key whose change there is not here.
  public init(
    images: [String], labels: [String], network: Network, settings: TrainingSettings, seed: UInt64
  ) throws(CfgError) {
    try network.checkExamples(settings)
    (self.images, self.labels, self.seed) = (images, labels, seed)
    self.settings = settings.augmentation
    (shape, exif) = (network.inputShape, network.compatibility.exifPolicy)
  }

  /// Makes an example, as ``ExampleSource`` says.
  public func write(
    _ number: Int, into values: inout MutableSpan<Float>, truth: inout MutableSpan<Float>
  ) throws(CfgError) -> [ExampleWarning] {
    var numbers = SeededNumbers(seed: seed, example: number)
    var warnings: [ExampleWarning] = []
    let (index, image) = try images.readable(
      from: numbers.below(images.count), channels: shape.channels, exif: exif, &warnings)
    cut(image, into: &values, &numbers)
    ColorChange(settings, &numbers).apply(to: &values, area: shape.area)
    for place in truth.indices { truth[place] = 0 }
    let found = ClassificationEvaluation.classIndex(ofPath: images[index], labels: labels)
    if let found, found < truth.count {
      truth[found] = 1
    } else {
      warnings.append(.init(subject: images[index], message: "no label is part of the path"))
    }
    return warnings
  }

  private func cut(
    _ image: Image, into values: inout MutableSpan<Float>, _ numbers: inout SeededNumbers
  ) {
    let (w, h) = (Double(shape.width), Double(shape.height))
    let (iw, ih) = (Double(image.width), Double(image.height))
    let aspect = settings.center ? 1 : numbers.factor(Double(settings.aspect))
    let crop = settings.crops.lowerBound + numbers.below(settings.crops.count)
    let scale = settings.center ? w / min(iw, ih) : Double(crop) / min(ih, iw * aspect)
    let degrees = Double(settings.angle)
    let angle = settings.center ? 0 : numbers.between(-degrees, degrees) * .pi / 180
    let reachX = (iw * scale / aspect - w) / 2
    let reachY = (ih * scale - h) / 2
    let dx = settings.center ? 0 : numbers.between(-reachX, reachX)
    let dy = settings.center ? 0 : numbers.between(-reachY, reachY)
    let isFlipped = settings.flip && numbers.unit() < 0.5
    let (sine, cosine) = (sin(angle), cos(angle))
    let sampler = PictureSampler(image: image, repeatsEdge: true)
    for row in 0..<shape.height {
      for column in 0..<shape.width {
        let x = Double(isFlipped ? shape.width - 1 - column : column)
        let fromX = ((x - w / 2) / scale + dx / scale) * aspect
        let fromY = (Double(row) - h / 2) / scale + dy / scale
        let sourceX = cosine * fromX - sine * fromY + iw / 2
        let sourceY = sine * fromX + cosine * fromY + ih / 2
        for channel in 0..<shape.channels {
          values[(channel * shape.height + row) * shape.width + column] =
            sampler.value(sourceX, sourceY, channel)
        }
      }
    }
  }
}
