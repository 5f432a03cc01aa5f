package import CKernels
import CfgParser

extension dk_pooling {
  /// Windows of `input`, one a pixel of `output`.
  package init(
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
  package var valuesARow: Int { unsafe outputWidth * channels * size * size }
}
