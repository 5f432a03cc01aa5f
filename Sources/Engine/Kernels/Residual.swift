import CKernels
import CfgParser

/// Another activation that is added to a convolution's, pixel by pixel and channel by channel,
/// before that is written: what `[shortcut]` does where it is a step of its own.
@safe struct Residual {
  /// What is added; its shape is the convolution's output.
  let tensor: Tensor
  /// What is applied to the sum; one that looks at values singly.
  let activation: Activation

  /// The kernels' form of it, from row 0, column 0 of the output on.
  var kernel: dk_residual {
    unsafe dk_residual(
      values: tensor.values, stride: tensor.pixelStride, activation: activation.kernel ?? dk_linear)
  }
}

extension dk_residual {
  /// Nothing is added.
  static var none: dk_residual { unsafe dk_residual() }

  /// The same, seen from another row and column of the output.
  func part(row: Int, column: Int) -> dk_residual {
    guard let values = unsafe values else { return unsafe self }
    return unsafe dk_residual(
      values: values + row * stride + column, stride: stride, activation: activation)
  }
}
