import CfgParser

/// Where a layer's activations or deltas of a mini-batch will lie: a buffer of the plan.
///
/// Images lie one after another, each in the order H × W × C.
struct TrainingSlot: Sendable, Hashable {
  /// Number of the buffer.
  let buffer: Int
  /// Extent of one image's part.
  let shape: Shape
}
