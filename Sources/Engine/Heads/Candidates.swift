/// Boxes a head proposes, with the classes whose probability is above the threshold.
///
/// Few of many classes pass for one box, so only those are kept.
struct Candidates: Sendable {
  /// One class of one candidate.
  struct Score: Sendable, Hashable {
    /// The class, counted from 0.
    let classIndex: Int
    /// Objectness × class probability, or what a tree of classes gives in its place.
    let confidence: Float
  }

  /// Where each candidate lies, in shares of the network's input or of the image.
  private(set) var boxes: [BoundingBox] = []
  /// The scores of all candidates, candidate by candidate, classes ascending.
  private(set) var scores: [Score] = []
  private var scoreEnds: [Int] = []

  /// Candidates in all, those without a score included.
  var count: Int { boxes.count }

  /// The scores of candidate `index`, as a range of `scores`.
  func scoreRange(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : scoreEnds[index - 1])..<scoreEnds[index]
  }

  /// Adds a candidate and those of its classes whose confidence is above their threshold.
  ///
  /// Not a number is above nothing, so it is never reported.
  ///
  /// - Parameters:
  ///   - box: Where it lies.
  ///   - classCount: Classes of the head.
  ///   - thresholds: What the confidence of each class has to exceed.
  ///   - confidence: Objectness × probability of a class.
  mutating func append(
    _ box: BoundingBox, classCount: Int, above thresholds: ClassThresholds,
    confidence: (Int) -> Float
  ) {
    boxes.append(box)
    for classIndex in 0..<classCount {
      let confidence = confidence(classIndex)
      guard confidence > thresholds[classIndex] else { continue }
      scores.append(Score(classIndex: classIndex, confidence: confidence))
    }
    scoreEnds.append(scores.count)
  }

  /// Adds a candidate that has one class, whose confidence counts if it is above its threshold.
  mutating func append(_ box: BoundingBox, _ score: Score, above thresholds: ClassThresholds) {
    boxes.append(box)
    if score.confidence > thresholds[score.classIndex] { scores.append(score) }
    scoreEnds.append(scores.count)
  }

  /// Adds a candidate with all its scores, classes ascending.
  mutating func append(_ box: BoundingBox, _ scores: [Score]) {
    boxes.append(box)
    self.scores += scores
    scoreEnds.append(self.scores.count)
  }

  /// Brings the boxes from shares of the network's input to shares of the image.
  mutating func moveBoxes(through placement: Placement) {
    for index in boxes.indices { boxes[index] = placement.imageBox(boxes[index]) }
  }
}
