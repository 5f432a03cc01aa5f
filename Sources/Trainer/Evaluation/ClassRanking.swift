/// What was found of one class in all images, the most confident first, and whether each is right.
///
/// What counts neither way is left out.
public struct ClassRanking: Sendable, Hashable {
  /// Something that was found.
  public struct Entry: Sendable, Hashable {
    /// How sure the detector is.
    public let confidence: Double
    /// Whether it is an object of the class that nothing more confident is.
    public let isRight: Bool

    /// An entry.
    public init(confidence: Double, isRight: Bool) {
      (self.confidence, self.isRight) = (confidence, isRight)
    }
  }

  /// What was found, the most confident first.
  public let entries: [Entry]
  /// The objects of the class that there are.
  public let truthCount: Int

  /// Ranks `entries`; equally confident ones stay in their order.
  public init(_ entries: [Entry], truthCount: Int) {
    self.entries = entries.sorted { $0.confidence > $1.confidence }
    self.truthCount = truthCount
  }

  /// How many are right among the first, the first two, …: as many values as entries.
  var rightCounts: [Int] {
    var count = 0
    return entries.map { entry in
      count += entry.isRight ? 1 : 0
      return count
    }
  }
}
