/// Detections compared with the truth as AlexeyAB's `detector map` compares them.
///
/// A detection belongs to the object of its class that it overlaps most, of those that it overlaps by
/// more than the limit. One that belongs to none is left out if it overlaps a difficult object (or a
/// crowd) of its class.
///
/// - Reference: AlexeyAB's darknet `detector.c`, `validate_detector_map`.
public struct DarknetEvaluation: Sendable, Hashable {
  /// What is counted at one threshold, over all classes.
  public struct Counts: Sendable, Hashable {
    /// Detections that are right.
    public var rightCount = 0
    /// Detections that are wrong; those of difficult objects are among them.
    public var wrongCount = 0
    /// Objects that there are.
    public var truthCount = 0
    /// Overlaps of the right detections, all added up.
    public var overlapSum = 0.0

    /// Objects that are not found.
    public var missedCount: Int { truthCount - rightCount }
    /// The share of the detections that are right.
    public var precision: Double { share(rightCount, rightCount + wrongCount) }
    /// The share of the objects that are found.
    public var recall: Double { share(rightCount, truthCount) }
    /// Harmonic mean of precision and recall.
    public var f1: Double { share(2 * rightCount, rightCount + wrongCount + truthCount) }
    /// Mean overlap of the detections, that of wrong ones taken for 0.
    public var averageOverlap: Double {
      rightCount + wrongCount == 0 ? 0 : overlapSum / Double(rightCount + wrongCount)
    }

    private func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
  }

  /// The ranking of each class.
  public let rankings: [ClassRanking]
  /// What is counted of each class above the threshold.
  public let classCounts: [Counts]
  /// Detections in all, those that are left out included.
  public let detectionCount: Int

  /// Compares what was found in `images`.
  ///
  /// - Parameters:
  ///   - images: What they show, and what was found.
  ///   - classCount: The number of classes.
  ///   - overlap: What the IoU with an object has to be above.
  ///   - threshold: What a confidence has to be above for the counts; average precision takes all.
  public init(
    _ images: [EvaluatedImage], classCount: Int, overlap: Double = 0.5, threshold: Double = 0.25
  ) {
    var (rankings, classCounts) = ([ClassRanking](), [Counts]())
    for scenes in images.scenes(classCount: classCount) {
      var (entries, counts) = ([ClassRanking.Entry](), Counts())
      for scene in scenes {
        counts.truthCount += scene.truths.count(where: \.counts)
        let found = scene.found.map { Match($0, scene.truths, above: overlap) }
        entries += Self.entries(found)
        counts.add(found, above: threshold)
      }
      rankings.append(ClassRanking(entries, truthCount: counts.truthCount))
      classCounts.append(counts)
    }
    (self.rankings, self.classCounts) = (rankings, classCounts)
    detectionCount = images.reduce(0) { $0 + $1.found.count }
  }

  /// What is counted of all classes above the threshold.
  public var counts: Counts {
    classCounts.reduce(into: Counts()) { sum, counts in
      sum.rightCount += counts.rightCount
      sum.wrongCount += counts.wrongCount
      sum.truthCount += counts.truthCount
      sum.overlapSum += counts.overlapSum
    }
  }

  /// The mean of a class's average precision over all classes: one without objects counts as 0.
  public func mean(_ rule: AveragePrecision) -> Double {
    guard !rankings.isEmpty else { return 0 }
    return rankings.map(rule.value).reduce(0, +) / Double(rankings.count)
  }

  private static func entries(_ found: [Match]) -> [ClassRanking.Entry] {
    var taken: Set<Int> = []
    return found.compactMap { match in
      guard !match.isLeftOut else { return nil }
      let isRight = match.truth.map { taken.insert($0).inserted } ?? false
      return ClassRanking.Entry(confidence: match.confidence, isRight: isRight)
    }
  }

  /// A detection, and what it belongs to.
  fileprivate struct Match {
    let confidence: Double
    private(set) var truth: Int?
    private(set) var overlap = 0.0
    private(set) var isLeftOut = false

    init(_ object: FoundObject, _ truths: [TrueObject], above limit: Double) {
      confidence = object.confidence
      var isDifficult = false
      for (index, candidate) in truths.enumerated() {
        let iou = object.box.iou(with: candidate.box)
        guard iou > limit else { continue }
        guard candidate.counts else {
          isDifficult = true
          continue
        }
        if iou > overlap { (overlap, truth) = (iou, index) }
      }
      isLeftOut = truth == nil && isDifficult
    }
  }
}

extension DarknetEvaluation.Counts {
  fileprivate mutating func add(_ found: [DarknetEvaluation.Match], above threshold: Double) {
    var taken: Set<Int> = []
    for match in found where match.confidence > threshold {
      if let truth = match.truth, taken.insert(truth).inserted {
        rightCount += 1
        overlapSum += match.overlap
      } else {
        wrongCount += 1
      }
    }
  }
}
