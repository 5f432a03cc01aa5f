import CKernels
import CfgParser

/// The largest value of each window, channel by channel.
///
/// Window (y, x) starts at (y · strideY - offset, x · strideX - offset) and has `size` rows and
/// columns; what lies outside the image does not count. A window with nothing inside gives the
/// lowest finite number, as in darknet.
///
/// - Reference: darknet `maxpool_layer.c`, `forward_maxpool_layer`.
func maxpool(
  _ input: Tensor, into output: Tensor, size: Int, strideX: Int, strideY: Int, offset: Int,
  kernels: KernelSet, threads: ThreadPool
) {
  let pooling = unsafe dk_pooling(
    input, into: output, size: size, strideX: strideX, strideY: strideY, offset: offset)
  threads.forEachRows(output.shape.height, of: unsafe pooling.valuesARow) { rows in
    unsafe withUnsafePointer(to: pooling) { pooling in
      unsafe kernels.table.maxpool(pooling, rows.lowerBound, rows.count)
    }
  }
}

/// The largest of channels g, g + C, g + 2C, … of each pixel, for the C channels of the output.
///
/// - Reference: AlexeyAB's darknet `maxpool_layer.c`, `maxpool_depth`.
func maxpoolDepth(
  _ input: Tensor, into output: Tensor, kernels: KernelSet, threads: ThreadPool
) {
  threads.forEachRows(input.shape.area, of: input.shape.channels) { pixels in
    unsafe kernels.table.maxpool_depth(
      dk_row_pair(input, into: output, pixels: pixels, channels: input.shape.channels),
      output.shape.channels)
  }
}
