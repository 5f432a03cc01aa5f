/// When a step of a run began and how long it took.
public struct StepTime: Sendable, Hashable {
  /// From the start of the run to the start of the step.
  public let start: Duration
  /// How long the step took, for all images together.
  public let duration: Duration
}
