import CKernels
import CfgParser

/// The largest value of each window, channel by channel.
///
/// Window (y, x) starts at (y · strideY - offset, x · strideX - offset) and has `size` rows and columns; what lies
/// outside the image does not count. A window with nothing inside gives the lowest finite number, as in darknet.
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

/// The mean of the values of each window that lie in the image; windows as in `maxpool`.
///
/// - Reference: AlexeyAB's darknet `maxpool_layer.c`, `forward_local_avgpool_layer`.
func localAveragePool(
  _ input: Tensor, into output: Tensor, size: Int, strideX: Int, strideY: Int, offset: Int,
  kernels: KernelSet, threads: ThreadPool
) {
  let pooling = unsafe dk_pooling(
    input, into: output, size: size, strideX: strideX, strideY: strideY, offset: offset)
  threads.forEachRows(output.shape.height, of: unsafe pooling.valuesARow) { rows in
    unsafe withUnsafePointer(to: pooling) { pooling in
      unsafe kernels.table.local_average(pooling, rows.lowerBound, rows.count)
    }
  }
}

extension dk_pooling {
  fileprivate init(
    _ input: Tensor, into output: Tensor, size: Int, strideX: Int, strideY: Int, offset: Int
  ) {
    unsafe self.init(
      input: input.values, inputStride: input.pixelStride,
      output: output.values, outputStride: output.pixelStride,
      channels: output.shape.channels, height: input.shape.height, width: input.shape.width,
      outputWidth: output.shape.width, size: size, strideX: strideX, strideY: strideY,
      offset: offset)
  }

  /// Values looked at for one output row.
  fileprivate var valuesARow: Int { unsafe outputWidth * channels * size * size }
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

/// The mean of every channel over all pixels, summed in their order.
///
/// - Reference: darknet `avgpool_layer.c`, `forward_avgpool_layer`.
func averagePool(_ input: Tensor, into output: Tensor, kernels: KernelSet, threads: ThreadPool) {
  let (channels, area) = (input.shape.channels, input.shape.area)
  threads.forEachRange(of: (channels + 15) / 16, itemsAtLeast: 1 + 1024 / max(1, area)) { blocks in
    let first = blocks.lowerBound * 16
    unsafe kernels.table.average_rows(
      dk_row_pair(
        input: input.values + first, inputStride: input.pixelStride,
        output: output.values + first, outputStride: output.pixelStride,
        rowCount: area, columnCount: min(channels, blocks.upperBound * 16) - first))
  }
}
