/// What the transformed weights of a plan may take; its convolutions spend it one after the other.
struct WeightBudget: Sendable, Hashable {
  /// Bytes that transformed weights may still take.
  private(set) var transformedBytes: Int
  /// Bytes they may still take beyond those the direct algorithm wants for the same layers.
  private(set) var extraBytes: Int
  /// Whether what one convolution takes is missing for the next; where weights are not kept it is
  /// not.
  private let isShared: Bool

  init(transformedBytes: Int, extraBytes: Int = .max, isShared: Bool = true) {
    (self.transformedBytes, self.extraBytes) = (transformedBytes, extraBytes)
    self.isShared = isShared
  }

  /// What a plan may spend whose direct weights are `need`.
  ///
  /// Transformed weights are several times the file: a share of the memory there is for a plan that
  /// will run often, a share of the file for one that will not, and what the options and the limit
  /// leave. Where weights are not kept, those of one layer may be as many as the largest has.
  init(for need: MemoryNeed, _ options: PlanOptions, limit: MemoryLimit) {
    guard options.keepsWeights else {
      self.init(transformedBytes: need.largestWeightByteCount, isShared: false)
      return
    }
    let memory = limit.total / 4
    let isSmall = options.expectedRunCount < Self.fewRuns
    self.init(
      transformedBytes: isSmall ? min(memory, need.weightByteCount / 5) : memory,
      extraBytes: min(
        options.weightByteLimit.map { max(0, max(0, $0) - need.weightByteCount) } ?? .max,
        max(0, limit.available - need.byteCount)))
  }

  /// Whether there is memory for `byteCount` bytes of transformed weights in place of `direct`.
  func covers(_ byteCount: Int, insteadOf direct: Int) -> Bool {
    byteCount <= transformedBytes && byteCount - direct <= extraBytes
  }

  /// Takes as much away.
  mutating func spend(_ byteCount: Int, insteadOf direct: Int) {
    guard isShared else { return }
    transformedBytes -= byteCount
    if extraBytes < .max { extraBytes -= byteCount - direct }
  }

  /// Runs below which a plan is made to be small.
  private static let fewRuns = 10
}
