/// How often something of one class was taken for another: a row for what it is, a column for what it
/// was taken for.
///
/// A matrix of detections has a row and a column more: what was found where nothing is, and what was
/// not found.
public struct ConfusionMatrix: Sendable, Hashable {
  /// The number of classes.
  public let classCount: Int
  /// Whether there is a row and a column for nothing, behind those of the classes.
  public let hasBackground: Bool
  /// The numbers above 0, by row × size + column: of thousands of classes most never meet.
  private var found: [Int: Int] = [:]

  /// Rows and columns.
  public var size: Int { classCount + (hasBackground ? 1 : 0) }
  /// Things in all that are where they belong: the diagonal.
  public var rightCount: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }
  /// The sum of each row: how many things there are of each class.
  public var rowSums: [Int] {
    found.reduce(into: [Int](repeating: 0, count: size)) { $0[$1.key / size] += $1.value }
  }

  /// Nothing counted yet.
  public init(classCount: Int, hasBackground: Bool) {
    (self.classCount, self.hasBackground) = (classCount, hasBackground)
  }

  /// How often class `truth` was taken for class `found`; `classCount` stands for nothing.
  public subscript(truth: Int, found: Int) -> Int {
    get { self.found[truth * size + found] ?? 0 }
    set { self.found[truth * size + found] = newValue }
  }

  /// What became of the objects in `images`, of detections whose confidence is above `threshold`.
  ///
  /// Pairs of an object and a detection that overlap by an IoU above `overlap` are joined, whatever
  /// their classes, those with the largest overlap first, of equal overlaps those of one class.
  /// Objects that count neither way join last, and what joins them is not counted; nor is what is of
  /// no class.
  public init(
    _ images: [EvaluatedImage], classCount: Int, overlap: Double = 0.5, threshold: Double = 0.25
  ) {
    self.init(classCount: classCount, hasBackground: true)
    for image in images {
      add(
        image.truths.filter { (0..<classCount).contains($0.classIndex) },
        image.found.filter {
          $0.confidence > threshold && (0..<classCount).contains($0.classIndex)
        }, overlap)
    }
  }

  private mutating func add(_ truths: [TrueObject], _ found: [FoundObject], _ limit: Double) {
    var (freeTruths, freeFound) = (Set(truths.indices), Set(found.indices))
    for pair in Self.pairs(truths, found, limit) {
      guard freeTruths.contains(pair.truth), freeFound.contains(pair.found) else { continue }
      freeFound.remove(pair.found)
      // Any number of detections may lie in a crowd.
      if !truths[pair.truth].isCrowd { freeTruths.remove(pair.truth) }
      if truths[pair.truth].counts {
        self[truths[pair.truth].classIndex, found[pair.found].classIndex] += 1
      }
    }
    for index in freeTruths where truths[index].counts {
      self[truths[index].classIndex, classCount] += 1
    }
    for index in freeFound { self[classCount, found[index].classIndex] += 1 }
  }

  private struct Pair {
    let truth: Int
    let found: Int
    let overlap: Double
    let counts: Bool
    let isOfOneClass: Bool
  }

  private static func pairs(
    _ truths: [TrueObject], _ found: [FoundObject], _ limit: Double
  ) -> [Pair] {
    var pairs: [Pair] = []
    for (index, truth) in truths.enumerated() {
      for (other, object) in found.enumerated() {
        let overlap =
          truth.isCrowd
          ? object.box.share(inside: truth.box) : object.box.iou(with: truth.box)
        guard overlap > limit else { continue }
        pairs.append(
          Pair(
            truth: index, found: other, overlap: overlap, counts: truth.counts,
            isOfOneClass: truth.classIndex == object.classIndex))
      }
    }
    return pairs.sorted { one, other in
      if one.counts != other.counts { return one.counts }
      if one.overlap != other.overlap { return one.overlap > other.overlap }
      return one.isOfOneClass && !other.isOfOneClass
    }
  }
}
