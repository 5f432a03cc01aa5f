/// How many objects a detector sees at all, whatever it takes them for.
///
/// For each object the box that overlaps it most is taken, of any class; the same box may serve
/// several objects.
///
/// - Reference: darknet `detector.c`, `validate_detector_recall`.
public struct ProposalRecall: Sendable, Hashable {
  /// Objects that some box overlaps by more than the limit.
  public private(set) var foundCount = 0
  /// Objects that there are; difficult ones are among them, crowds are not.
  public private(set) var truthCount = 0
  /// Boxes in all.
  public private(set) var proposalCount = 0
  /// Images in all.
  public private(set) var imageCount = 0
  private var overlapSum = 0.0

  /// No image yet.
  public init() {}

  /// The share of the objects that some box overlaps.
  public var recall: Double { truthCount == 0 ? 0 : Double(foundCount) / Double(truthCount) }
  /// Mean overlap of an object with its best box.
  public var averageOverlap: Double { truthCount == 0 ? 0 : overlapSum / Double(truthCount) }
  /// Boxes an image.
  public var proposalsPerImage: Double {
    imageCount == 0 ? 0 : Double(proposalCount) / Double(imageCount)
  }

  /// Adds an image; an overlap has to be above `limit`.
  public mutating func add(_ image: EvaluatedImage, above limit: Double = 0.5) {
    imageCount += 1
    let boxes = Set(image.found.map(\.box))
    proposalCount += boxes.count
    for truth in image.truths where !truth.isCrowd {
      let best = boxes.map { $0.iou(with: truth.box) }.max() ?? 0
      truthCount += 1
      overlapSum += best
      if best > limit { foundCount += 1 }
    }
  }
}
