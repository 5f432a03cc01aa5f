/// The work of one step of training; what it reads and writes was settled when the plan was made.
typealias TrainingBody = @Sendable (borrowing TrainingContext) -> Void

/// One step of a training plan, forward or backward.
struct TrainingStep: Sendable {
  /// What is done, for people.
  let name: String
  /// Darknet's number of the layer it belongs to.
  let layer: Int
  /// Whether it is done only where a gradient comes to the layer.
  let isBackward: Bool
  /// Buffers that are read.
  let reads: [Int]
  /// Buffers that are written.
  let writes: [Int]
  /// Scratch values each thread needs.
  let scratchCount: Int
  /// The work itself, which allocates nothing.
  let body: TrainingBody
}
