import CKernels
import CfgParser

/// Where the kernels of a `[deconvolutional]` layer are painted: `size` × `size` pixels for every
/// pixel of the input, `stride` from one to the next, `padding` of them cut off on every side.
struct KernelPainting: Sendable, Hashable {
  /// Height and width of a kernel.
  let size: Int
  /// Pixels of the output from one kernel to the next.
  let stride: Int
  /// Pixels that are cut off on every side.
  let padding: Int

  /// The row of the input whose kernels reach row `row` of the output with their row `tap`, if there
  /// is one among `height`.
  func source(of row: Int, tap: Int, height: Int) -> Int? {
    let (source, rest) = (row + padding - tap).quotientAndRemainder(dividingBy: stride)
    return rest == 0 && (0..<height).contains(source) ? source : nil
  }

  /// The columns of an input of `width` whose kernels reach the output with their column `tap`.
  func sources(tap: Int, width: Int, outputWidth: Int) -> Range<Int> {
    let offset = tap - padding
    let first = offset < 0 ? (-offset + stride - 1) / stride : 0
    let end = offset < outputWidth ? (outputWidth - offset - 1) / stride + 1 : 0
    return min(first, width)..<max(min(first, width), min(end, width))
  }
}

/// Adds up painted kernels.
///
/// A pixel of `input` has its kernels behind one another, [tap][channel of the output]. `bias` is
/// where sums begin, a value a channel.
///
/// - Reference: darknet `col2im.c`, `col2im_cpu`.
func paintKernels(
  _ input: Tensor, into output: Tensor, _ painting: KernelPainting, bias: [Float],
  kernels: KernelSet, threads: ThreadPool
) {
  let (from, to, size) = (input.shape, output.shape, painting.size)
  threads.forEachRows(to.height, of: to.width * to.channels * size) { rows in
    for row in rows {
      begin(row, of: output, with: bias, kernels: kernels)
      for ky in 0..<size {
        guard let y = painting.source(of: row, tap: ky, height: from.height) else { continue }
        for kx in 0..<size {
          let columns = painting.sources(tap: kx, width: from.width, outputWidth: to.width)
          let first = columns.lowerBound
          let (tap, x) = (ky * size + kx, first * painting.stride + kx - painting.padding)
          unsafe kernels.table.add_scaled(
            dk_row_pair(
              input: input.values + y * input.rowStride + first * input.pixelStride
                + tap * to.channels,
              inputStride: input.pixelStride,
              output: output.values + row * output.rowStride + x * output.pixelStride,
              outputStride: painting.stride * output.pixelStride, rowCount: columns.count,
              columnCount: to.channels), 1, 1)
        }
      }
    }
  }
}

/// Puts the biases into every pixel of a row.
private func begin(_ row: Int, of output: Tensor, with bias: [Float], kernels: KernelSet) {
  unsafe bias.withUnsafeBufferPointer { bias in
    guard let bias = bias.baseAddress else { return }
    unsafe kernels.table.copy(
      dk_row_pair(
        input: bias, inputStride: 0, output: output.values + row * output.rowStride,
        outputStride: output.pixelStride, rowCount: output.shape.width,
        columnCount: output.shape.channels))
  }
}
