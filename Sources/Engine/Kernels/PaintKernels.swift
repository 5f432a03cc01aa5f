import CKernels
import CfgParser

/// Adds up what `[deconvolutional]` paints: for every pixel of the input a kernel of `size` × `size`
/// pixels, `stride` from one to the next, `padding` of them cut off on every side.
///
/// A pixel of `input` has the kernels behind one another, [tap][channel of the output]. `bias` is
/// where sums begin, a value a channel.
///
/// - Reference: darknet `col2im.c`, `col2im_cpu`.
func paintKernels(
  _ input: Tensor, into output: Tensor, size: Int, stride: Int, padding: Int, bias: [Float],
  kernels: KernelSet, threads: ThreadPool
) {
  let (from, to) = (input.shape, output.shape)
  threads.forEachRows(to.height, of: to.width * to.channels * size) { rows in
    for row in rows {
      let line = unsafe output.values + row * output.rowStride
      unsafe bias.withUnsafeBufferPointer { bias in
        guard let bias = bias.baseAddress else { return }
        unsafe kernels.table.copy(
          dk_row_pair(
            input: bias, inputStride: 0, output: line, outputStride: output.pixelStride,
            rowCount: to.width, columnCount: to.channels))
      }
      for ky in 0..<size {
        let (y, rest) = (row + padding - ky).quotientAndRemainder(dividingBy: stride)
        guard rest == 0, (0..<from.height).contains(y) else { continue }
        for kx in 0..<size {
          let columns = painted(by: kx - padding, stride: stride, from: from.width, to: to.width)
          let tap = (ky * size + kx) * to.channels
          unsafe kernels.table.add_scaled(
            dk_row_pair(
              input: input.values + y * input.rowStride + columns.lowerBound * input.pixelStride
                + tap,
              inputStride: input.pixelStride,
              output: line
                + (columns.lowerBound * stride + kx - padding) * output.pixelStride,
              outputStride: stride * output.pixelStride, rowCount: columns.count,
              columnCount: to.channels), 1, 1)
        }
      }
    }
  }
}

/// The columns x of the input for which column x · `stride` + `offset` lies in the output.
private func painted(
  by offset: Int, stride: Int, from width: Int, to outputWidth: Int
) -> Range<Int> {
  let first = offset < 0 ? (-offset + stride - 1) / stride : 0
  let end = offset < outputWidth ? (outputWidth - offset - 1) / stride + 1 : 0
  return min(first, width)..<max(min(first, width), min(end, width))
}
