/// Detections compared with the truth as PASCAL VOC compares them.
///
/// The detections of a class are taken from the most confident on. Each belongs to the object of its
/// class in its image that it overlaps most, if by enough: it is right if no other did so before, and
/// wrong otherwise. One that belongs to a difficult object (or to a crowd) counts neither way.
///
/// - Reference: VOCdevkit `VOCevaldet.m`; Everingham et al., "The PASCAL Visual Object Classes
///   Challenge: A Retrospective", section 3.1. Boxes are areas here: the devkit adds a pixel to
///   width and height of boxes that name their first and last pixels.
public struct VocEvaluation: Sendable, Hashable {
  /// The ranking of each class.
  public let rankings: [ClassRanking]

  /// Compares what was found in `images`; a detection has to overlap by an IoU of at least `overlap`.
  public init(_ images: [EvaluatedImage], classCount: Int, overlap: Double = 0.5) {
    rankings = images.scenes(classCount: classCount).map { scenes in
      var (entries, truthCount) = ([ClassRanking.Entry](), 0)
      for scene in scenes {
        truthCount += scene.truths.count(where: \.counts)
        entries += Self.entries(scene.found, scene.truths, overlap)
      }
      return ClassRanking(entries, truthCount: truthCount)
    }
  }

  /// The mean of a class's average precision over the classes that there are objects of; nil where
  /// there are none.
  public func mean(_ rule: AveragePrecision) -> Double? {
    let values = rankings.filter { $0.truthCount > 0 }.map(rule.value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private static func entries(
    _ found: [FoundObject], _ truths: [TrueObject], _ overlap: Double
  ) -> [ClassRanking.Entry] {
    var isTaken = [Bool](repeating: false, count: truths.count)
    return found.compactMap { object in
      var (best, match) = (-1.0, Int?.none)
      for (index, truth) in truths.enumerated() {
        let iou = object.box.iou(with: truth.box)
        if iou > best { (best, match) = (iou, index) }
      }
      guard let match, best >= overlap else {
        return ClassRanking.Entry(confidence: object.confidence, isRight: false)
      }
      guard truths[match].counts else { return nil }
      defer { isTaken[match] = true }
      return ClassRanking.Entry(confidence: object.confidence, isRight: !isTaken[match])
    }
  }
}
