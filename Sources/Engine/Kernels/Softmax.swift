import CKernels

/// exp(x / temperature) of every value over the sum of its group, computed without overflow.
///
/// `input` holds `groups` groups of `groupSize` values; `output` may be the same memory. Sums run
/// over ascending values, as in darknet.
///
/// - Reference: darknet `blas.c`, `softmax_cpu`.
package func softmax(
  _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, groups: Int,
  groupSize: Int, temperature: Float, kernels: KernelSet
) {
  unsafe kernels.table.softmax(
    dk_row_pair(
      input: input, inputStride: groupSize, output: output, outputStride: groupSize,
      rowCount: groups, columnCount: groupSize), temperature)
}
