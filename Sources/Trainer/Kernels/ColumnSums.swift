import CKernels
import Engine

/// The sums of a mini-batch's channels over all pixels: what comes from behind to biases.
struct ColumnSums: Sendable, Hashable {
  /// The pixels.
  let blocks: RowBlocks

  /// Values of memory for the sums of blocks.
  var partialCount: Int { blocks.count * blocks.channels }

  /// Adds the sums of `delta` to `updates`.
  func run(
    _ delta: BatchTensor, into updates: UnsafeMutablePointer<Float>,
    partials: UnsafeMutablePointer<Float>, in run: borrowing TrainingContext
  ) {
    let (kernels, channels) = (run.kernels, blocks.channels)
    blocks.forEach(on: run.threads) { block, rows, _ in
      unsafe kernels.training.column_sums(
        dk_rows(
          values: delta.values + rows.lowerBound * channels, rowCount: rows.count,
          columnCount: channels, stride: channels), partials + block * channels)
    }
    for channel in 0..<channels {
      var sum = 0.0
      for block in 0..<blocks.count { sum += unsafe Double(partials[block * channels + channel]) }
      unsafe updates[channel] += Float(sum)
    }
  }
}
