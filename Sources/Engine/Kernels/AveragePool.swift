import CKernels
import CfgParser

/// The mean of the values of each window that lie in the image; windows as in `maxpool`.
///
/// - Reference: AlexeyAB's darknet `maxpool_layer.c`, `forward_local_avgpool_layer`.
package func localAveragePool(
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

/// The mean of every channel over all pixels, summed in their order.
///
/// - Reference: darknet `avgpool_layer.c`, `forward_avgpool_layer`.
package func averagePool(
  _ input: Tensor, into output: Tensor, kernels: KernelSet, threads: ThreadPool
) {
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
