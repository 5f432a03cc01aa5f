import CKernels
import COpenBLAS

/// The portable multiply: OpenBLAS behind our signature.
enum Gemm {
  /// Products are cut as for this many threads however many there are: OpenBLAS takes other paths
  /// for other sizes, whose last bits may differ.
  static let assumedThreadCount = 4

  /// Whether OpenBLAS's own threads are off: it is called from ours.
  ///
  /// The setting is one for the whole process.
  private static let isSingleThreaded: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// output = rows · weightsᵀ, begun at the bias or going on from what `output` holds.
  static func multiply(
    _ product: dk_product, weightStride: Int, bias: UnsafePointer<Float>
  ) {
    precondition(isSingleThreaded)
    let (isFirst, rowCount) = unsafe (product.isFirst, product.rowCount)
    if isFirst {
      for row in 0..<rowCount {
        unsafe (product.output + row * product.outputStride).update(
          from: bias, count: product.columnCount)
      }
    }
    unsafe cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(product.rowCount),
      blasint(product.columnCount), blasint(product.depth), 1, product.rows,
      blasint(product.rowStride),
      product.weights, blasint(weightStride), 1, product.output, blasint(product.outputStride))
  }
}
