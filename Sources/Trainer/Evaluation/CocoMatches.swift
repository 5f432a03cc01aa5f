/// The objects and the detections of one class in one image, with their overlaps.
struct CocoPairs {
  /// What there is.
  let truths: [TrueObject]
  /// What was found, the most confident first, at most 100.
  let found: [FoundObject]
  /// The overlap of each detection with each object.
  let overlaps: [[Double]]

  /// The pairs of a scene.
  init(_ scene: ClassScene) {
    truths = scene.truths
    found = Array(scene.found.prefix(100))
    overlaps = found.map { [truths] object in
      truths.map { truth in
        truth.isCrowd ? object.box.share(inside: truth.box) : object.box.iou(with: truth.box)
      }
    }
  }
}

/// Which detections of one class in one image are right, for objects of one size.
///
/// Objects of other sizes, difficult ones and crowds are ignored, and with them the detections that
/// match them or, matching nothing, have another size. A crowd may match any number of detections.
///
/// - Reference: cocoapi `cocoeval.py`, `evaluateImg`.
struct CocoMatches {
  /// For each overlap an entry a detection, the most confident first; nil for one that is ignored.
  private(set) var entries: [[ClassRanking.Entry?]] = []
  /// The objects that are not ignored.
  let truthCount: Int

  /// Matches the pairs, for objects of one size.
  init(_ pairs: CocoPairs, size: CocoEvaluation.Size) {
    let isIgnored = pairs.truths.map { !$0.counts || !size.areas.contains($0.area) }
    truthCount = isIgnored.count { !$0 }
    // Those that count come first, in their order.
    let order =
      pairs.truths.indices.filter { !isIgnored[$0] }
      + pairs.truths.indices.filter { isIgnored[$0] }
    entries = CocoEvaluation.overlaps.map { overlap in
      var isTaken = [Bool](repeating: false, count: pairs.truths.count)
      return pairs.found.indices.map { index in
        let object = pairs.found[index]
        let match = Self.match(pairs, index, order, isIgnored, isTaken, overlap)
        guard let match else {
          let isOfSize = size.areas.contains(object.box.area)
          return isOfSize
            ? ClassRanking.Entry(confidence: object.confidence, isRight: false) : nil
        }
        isTaken[match] = true
        return isIgnored[match]
          ? nil : ClassRanking.Entry(confidence: object.confidence, isRight: true)
      }
    }
  }

  /// The object that a detection matches: the one it overlaps most, of equals the last; an ignored
  /// one only where no other will do.
  private static func match(
    _ pairs: CocoPairs, _ index: Int, _ order: [Int], _ isIgnored: [Bool], _ isTaken: [Bool],
    _ limit: Double
  ) -> Int? {
    var (best, match) = (min(limit, 1 - 1e-10), Int?.none)
    for truth in order where !isTaken[truth] || pairs.truths[truth].isCrowd {
      if let match, !isIgnored[match], isIgnored[truth] { break }
      guard pairs.overlaps[index][truth] >= best else { continue }
      (best, match) = (pairs.overlaps[index][truth], truth)
    }
    return match
  }
}
