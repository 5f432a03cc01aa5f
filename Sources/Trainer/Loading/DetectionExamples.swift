public import CfgParser
import Engine

/// Examples for a detector: images stretched and moved, mirrored and of other colours, with the boxes
/// that remain.
///
/// - Reference: darknet `data.c`, `load_data_detection`, `fill_truth_detection`, `correct_boxes`;
///   `fill_truth_region` for `[detection]`; AlexeyAB's `data.c`, `load_data_detection`.
public struct DetectionExamples: ExampleSource {
  private let images: [String]
  private let finder: LabelFinder
  private let shape: Shape
  private let settings: AugmentationSettings
  private let jitter: Double
  private let seed: UInt64
  private let exif: ExifPolicy
  private let cutsOut: Bool
  private let grid: TruthGrid?

  /// Sizes below which a box is dropped, as a share of the image.
  private static let leastSize = 0.001

  /// Examples of images.
  ///
  /// - Parameters:
  ///   - images: Paths; at least one.
  ///   - finder: What they show.
  ///   - network: The network that learns.
  ///   - settings: How its images are changed.
  ///   - seed: What random numbers begin with.
  /// - Throws: `CfgError` at the line of a key whose change there is not here.
  public init(
    images: [String], finder: LabelFinder, network: Network, settings: TrainingSettings,
    seed: UInt64
  ) throws(CfgError) {
    try network.checkExamples(settings)
    (self.images, self.finder, self.seed) = (images, finder, seed)
    self.settings = settings.augmentation
    shape = network.inputShape
    // Darknet asks the last layer.
    jitter = Double(settings.layers.compactMap(\.head).last?.jitter ?? 0)
    exif = network.compatibility.exifPolicy
    cutsOut = network.compatibility == .alexeyab
    grid = network.nodes.lazy.compactMap { $0.layer as? DetectionLayer }.first.map {
      TruthGrid(side: $0.side, classes: $0.classes)
    }
  }

  /// Makes an example, as ``ExampleSource`` says.
  public func write(
    _ number: Int, into values: inout MutableSpan<Float>, truth: inout MutableSpan<Float>
  ) throws(CfgError) -> [ExampleWarning] {
    var numbers = SeededNumbers(seed: seed, example: number)
    var warnings: [ExampleWarning] = []
    let (index, image) = try images.readable(
      from: numbers.below(images.count), channels: shape.channels, exif: exif, &warnings)
    let objects = objects(ofImageAt: images[index], &warnings)
    let place = ExamplePlace(
      image, in: shape, jitter: jitter, cutsOut: cutsOut, flips: settings.flip, &numbers)
    place.write(image, into: &values)
    ColorChange(settings, &numbers).apply(to: &values, area: shape.area)
    var boxes = objects.compactMap { object -> BoxTruth? in
      let box = object.box.pixels(inWidth: image.width, height: image.height)
      return place.truth(
        box, inWidth: image.width, height: image.height, of: object.classIndex,
        least: Self.leastSize)
    }
    boxes.shuffle(using: &numbers)
    fill(&truth, boxes)
    return warnings
  }

  private func objects(
    ofImageAt path: String, _ warnings: inout [ExampleWarning]
  ) -> [ObjectLabel] {
    do throws(CfgError) {
      guard let labels = try finder.labels(ofImageAt: path) else {
        warnings.append(.init(subject: path, message: "nothing says what the image shows"))
        return []
      }
      warnings += labels.warnings.map {
        .init(subject: $0.location.description, message: $0.message)
      }
      return labels.objects.filter { !$0.isCrowd }
    } catch {
      warnings.append(
        .init(subject: error.subject, message: "\(error.message); no label of the file counts"))
      return []
    }
  }

  private func fill(_ truth: inout MutableSpan<Float>, _ boxes: [BoxTruth]) {
    for index in truth.indices { truth[index] = 0 }
    if let grid { return grid.fill(&truth, boxes) }
    for (index, box) in boxes.prefix(truth.count / BoxTruth.valueCount).enumerated() {
      let start = index * BoxTruth.valueCount
      (truth[start], truth[start + 1]) = (box.x, box.y)
      (truth[start + 2], truth[start + 3]) = (box.width, box.height)
      truth[start + 4] = Float(box.classID)
    }
  }
}

/// The truth of `[detection]`: what each cell of a grid shows.
struct TruthGrid {
  /// Cells along each side.
  let side: Int
  /// Classes.
  let classes: Int

  /// Puts boxes into a truth of zeros; the first in a cell counts.
  func fill(_ truth: inout MutableSpan<Float>, _ boxes: [BoxTruth]) {
    for box in boxes {
      let (x, y) = (box.x * Float(side), box.y * Float(side))
      let (column, row) = (min(Int(x), side - 1), min(Int(y), side - 1))
      let start = (column + row * side) * (5 + classes)
      guard box.classID < classes, truth[start] == 0 else { continue }
      (truth[start], truth[start + 1 + box.classID]) = (1, 1)
      let place = start + 1 + classes
      (truth[place], truth[place + 1]) = (x - Float(column), y - Float(row))
      (truth[place + 2], truth[place + 3]) = (box.width, box.height)
    }
  }
}
