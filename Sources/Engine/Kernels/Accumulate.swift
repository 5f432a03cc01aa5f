import CKernels
import CfgParser

/// What a term of a `[shortcut]` is multiplied by.
package enum AccumulationWeight: Sendable, Hashable {
  /// output = alpha · output + beta · term, as in the original.
  case scaled(alpha: Float, beta: Float)
  /// output = output + weight · term, a weight for every channel of the output, as in AlexeyAB's
  /// fork.
  case perChannel([Float])
}

/// Adds a tensor to another, which may have another size and other channels: what `[shortcut]`
/// does.
///
/// A larger input is sampled every (its width / the output's width) pixels, a smaller one goes to
/// every (output's width / its width)-th pixel of the output. Channels, rows and columns beyond the
/// smaller of the two, and pixels between, keep what they have.
///
/// - Reference: darknet `blas.c`, `shortcut_cpu`; AlexeyAB's `shortcut_multilayer_cpu`.
package func accumulate(
  _ input: Tensor, into output: Tensor, weight: AccumulationWeight, kernels: KernelSet,
  threads: ThreadPool
) {
  let (from, to) = (input.shape, output.shape)
  guard from.width > 0, to.width > 0 else { return }
  let step = max(1, from.width / to.width)
  let sample = max(1, to.width / from.width)
  let columns = min(from.width, to.width)
  let channels = min(from.channels, to.channels)
  threads.forEachRows(min(from.height, to.height), of: columns * channels) { rows in
    for y in rows {
      let line = unsafe dk_row_pair(
        input: input.values + y * step * input.rowStride,
        inputStride: step * input.pixelStride,
        output: output.values + y * sample * output.rowStride,
        outputStride: sample * output.pixelStride, rowCount: columns, columnCount: channels)
      unsafe add(line, weight: weight, kernels: kernels)
    }
  }
}

private func add(_ line: dk_row_pair, weight: AccumulationWeight, kernels: KernelSet) {
  switch weight {
  case .scaled(let alpha, let beta):
    unsafe kernels.table.add_scaled(line, alpha, beta)
  case .perChannel(let weights):
    unsafe weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      unsafe kernels.table.add_weighted(line, weights)
    }
  }
}
