public import CfgParser
public import Engine

/// Images with boxes, for a detector to learn from: drawn by lot, moved, stretched, mirrored and
/// recoloured, with their boxes in the form that the network's losses want.
public struct DetectionSource: ExampleSource {
  /// Channels of the images.
  public var channels: Int { images.channels }
  /// Values of an example's truth.
  public var truthCount: Int { rules.truth.count }
  private let images: ImageDraw
  private let labels: LabelFinder
  private let rules: DetectionRules
  private let seed: UInt64

  /// Examples for `network`, changed as its cfg says.
  ///
  /// - Parameters:
  ///   - network: The network that learns.
  ///   - images: Paths of the images.
  ///   - labels: Where their labels are.
  ///   - seed: What all that is random follows from.
  ///   - maximumPixelCount: Width × height above which an image is refused before it is decoded.
  /// - Throws: `CfgError` at the line of a key that is wrong, or changes images in a way that is not
  ///   supported; `ModelError` where the network is no detector of pictures, or there is no image.
  public init(
    _ network: Network, images: [String], labels: LabelFinder, seed: UInt64,
    maximumPixelCount: Int = Image.defaultMaximumPixelCount
  ) throws {
    rules = try DetectionRules(network, try TrainingSettings(network))
    self.images = try ImageDraw(network, images, maximumPixelCount: maximumPixelCount)
    (self.labels, self.seed) = (labels, seed)
  }

  /// Makes example `number`; see ``ExampleSource/make(_:size:image:truth:)``.
  public func make(
    _ number: Int, size: InputSize, image: inout MutableSpan<Float>,
    truth: inout MutableSpan<Float>
  ) throws(ModelError) -> [LoadingWarning] {
    let boxes = try boxes(ofExample: number, size: size, image: &image)
    rules.truth.write(boxes.placed, into: &truth)
    return boxes.warnings
  }

  /// Makes the image of an example, and says where its objects are.
  func boxes(
    ofExample number: Int, size: InputSize, image: inout MutableSpan<Float>
  ) throws(ModelError) -> (placed: [BoxTruth], warnings: [LoadingWarning]) {
    var numbers = SeededNumbers(seed: seed, .example, number: number)
    var warnings: [LoadingWarning] = []
    let (picture, objects) = try images.draw(&numbers, &warnings) { path, picture, warnings in
      Optional(self.objects(path, picture, &warnings))
    }
    let (sampling, placement) = rules.geometry.draw(for: picture, size: size, &numbers)
    let change = ColorChange(rules.colors, &numbers)
    let isMirrored = numbers.chance() && rules.colors.flip
    sampling.write(picture, isMirrored: isMirrored, into: &image)
    change.apply(to: &image, channels: channels, area: size.area)
    var placed = objects.compactMap { placement.box($0, isMirrored: isMirrored) }
    placed.shuffle(using: &numbers)
    return (placed, warnings)
  }

  /// What the image shows and is to be found, in shares of it; an image without labels shows nothing.
  private func objects(
    _ path: String, _ image: Image, _ warnings: inout [LoadingWarning]
  ) -> [BoxTruth] {
    do throws(CfgError) {
      guard let found = try labels.labels(ofImageAt: path) else {
        let message = "there are no labels for the image; it counts as one without objects"
        warnings.append(LoadingWarning(subject: path, message: message))
        return []
      }
      warnings += found.warnings.map {
        LoadingWarning(subject: "\($0.location)", message: $0.message)
      }
      // As in the lists that networks of VOC and COCO were trained with.
      return found.objects.filter { !$0.isDifficult && !$0.isCrowd }
        .compactMap { object($0, of: image, path, &warnings) }
    } catch {
      let message = "\(error.message); the image counts as one without objects"
      warnings.append(LoadingWarning(subject: error.subject, message: message))
      return []
    }
  }

  private func object(
    _ label: ObjectLabel, of image: Image, _ path: String, _ warnings: inout [LoadingWarning]
  ) -> BoxTruth? {
    guard label.classIndex < rules.classes else {
      let message =
        "class \(label.classIndex) is not one of the network's \(rules.classes); it is left out"
      warnings.append(LoadingWarning(subject: path, message: message))
      return nil
    }
    let (width, height) = (Double(image.width), Double(image.height))
    let box = label.box.pixels(inWidth: image.width, height: image.height)
    return BoxTruth(
      x: Float((box.left + box.width / 2) / width), y: Float((box.top + box.height / 2) / height),
      width: Float(box.width / width), height: Float(box.height / height),
      classID: label.classIndex)
  }
}

extension [BoxTruth] {
  /// Puts the boxes in any order, the same for the same numbers.
  fileprivate mutating func shuffle(using numbers: inout SeededNumbers) {
    guard count > 1 else { return }
    for index in stride(from: count - 1, to: 0, by: -1) {
      swapAt(index, numbers.below(index + 1))
    }
  }
}
