import CKernels

/// The portable multiply: OpenBLAS behind our signature.
enum Gemm {
  /// Products are cut as for this many threads however many there are: OpenBLAS takes other paths
  /// for other sizes, whose last bits may differ.
  static let assumedThreadCount = 4

  /// output = rows · weightsᵀ, begun at the bias or going on from what `output` holds.
  ///
  /// - Precondition: OpenBLAS is there, as it is where its kernel set was chosen.
  static func multiply(
    _ product: dk_product, weightStride: Int, bias: UnsafePointer<Float>
  ) {
    guard let library = OpenBLAS.loaded else { preconditionFailure("OpenBLAS is not there") }
    let (isFirst, rowCount) = unsafe (product.isFirst, product.rowCount)
    if isFirst {
      for row in 0..<rowCount {
        unsafe (product.output + row * product.outputStride).update(
          from: bias, count: product.columnCount)
      }
    }
    unsafe library.multiply(
      OpenBLAS.rowMajor, OpenBLAS.asIs, OpenBLAS.transposed, CInt(product.rowCount),
      CInt(product.columnCount), CInt(product.depth), 1, product.rows, CInt(product.rowStride),
      product.weights, CInt(weightStride), 1, product.output, CInt(product.outputStride))
  }
}
