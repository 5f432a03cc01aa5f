/// How a plan is made.
public struct PlanOptions: Sendable, Hashable {
  /// Threads a step is split over, 1 to 1024; nil for as many as the process may use.
  public var threadCount: Int?
  /// Whether batch normalisation is folded into the weights of the layer it belongs to.
  public var foldsBatchNormalization = true
  /// Whether every layer's output stays readable after a run; it costs the memory that layers would
  /// share.
  public var retainsActivations = false

  /// The defaults, but for what is given.
  public init(
    threadCount: Int? = nil, foldsBatchNormalization: Bool = true, retainsActivations: Bool = false
  ) {
    self.threadCount = threadCount
    self.foldsBatchNormalization = foldsBatchNormalization
    self.retainsActivations = retainsActivations
  }
}
