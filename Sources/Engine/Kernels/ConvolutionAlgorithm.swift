/// How a convolution is computed.
///
/// All give the same answer but for rounding. The Winograd kinds trade multiplications for
/// additions: in tiles of m × m outputs a 3×3 convolution takes (m + 2)² multiplications an input
/// and output channel instead of 9 m², and their prepared weights are (m + 2)² / 9 times as large.
/// Depthwise convolutions have a method of their own whatever is asked for.
public enum ConvolutionAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// Windows are gathered and multiplied; any convolution.
  case direct
  /// Winograd's F(2×2, 3×3): 3×3 taps, stride 1, no dilation, one group.
  case winograd2
  /// Winograd's F(3×3, 3×3).
  case winograd3
  /// Winograd's F(4×4, 3×3).
  case winograd4
  /// Winograd's F(6×6, 3×3).
  case winograd6

  /// Rows and columns of a tile of the output; nil for the direct one.
  var tileSize: Int? {
    switch self {
    case .direct: nil
    case .winograd2: 2
    case .winograd3: 3
    case .winograd4: 4
    case .winograd6: 6
    }
  }

  /// Whether a convolution of that geometry can be computed so by those kernels.
  func applies(to geometry: ConvolutionGeometry, kernels: KernelSet) -> Bool {
    guard self != .direct else { return true }
    // OpenBLAS takes weights in another order, and packs them anew for each of the many small
    // products.
    return kernels.multiplier == .panels && geometry.size == 3 && geometry.strideX == 1
      && geometry.strideY == 1 && geometry.dilation == 1 && geometry.groups == 1
  }
}
