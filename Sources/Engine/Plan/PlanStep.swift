/// The work of one step; what it reads and writes was settled when the plan was made.
typealias StepBody = @Sendable (borrowing StepContext) -> Void

/// Prepares the weights of a step; they live as long as the work that it gives.
typealias StepPreparation = @Sendable () throws(WeightsError) -> StepBody

/// One step of a plan.
struct PlanStep: Sendable {
  /// What is done, for people: `convolution 3×3/1`.
  let name: String
  /// How it is done, for people, where there is more than one way: `winograd 4x4`; else empty.
  let algorithm: String
  /// Darknet's number of the layer it belongs to.
  let layer: Int
  /// What is read.
  let reads: [Slot]
  /// What is written.
  let writes: Slot
  /// Floating-point operations by darknet's count; 0 for what darknet does not count.
  let operationCount: Int
  /// Bytes of prepared weights.
  let weightByteCount: Int
  /// Scratch values the threads share.
  let sharedScratchCount: Int
  /// Scratch values each thread needs.
  let scratchCount: Int
  /// What the algorithms that were tried took; empty where none was timed.
  let timings: [ConvolutionTiming]
  /// The work itself.
  let body: StepBody
  /// Prepares weights and gives the work with them, where the step's weights are not kept.
  let preparation: StepPreparation?
}
