import CfgParser
import Engine

/// Values that are dropped at random, the others made larger for it.
///
/// Which ones it is depends on the layer, the images seen and the value's place alone: nothing is
/// kept for the way back, and the bits are the same for any number of threads.
///
/// - Reference: darknet `dropout_layer.c`, `forward_dropout_layer`.
struct Dropping: Sendable, Hashable {
  /// The share of values that are dropped.
  let probability: Float
  /// Darknet's number of the layer.
  let layer: Int

  /// Multiplies each value by 0, or by 1 / (1 - probability).
  func apply(to values: BatchTensor, in run: borrowing TrainingContext) {
    guard probability > 0 else { return }
    let (random, scale) = (TrainingRandom(layer: layer, number: run.seen), 1 / (1 - probability))
    let limit = UInt64(probability * 0x1p32)
    run.threads.forEachRange(of: values.count, itemsAtLeast: 4_096) { range in
      for index in range {
        unsafe values.values[index] *= random.bits(index) < limit ? 0 : scale
      }
    }
  }
}
