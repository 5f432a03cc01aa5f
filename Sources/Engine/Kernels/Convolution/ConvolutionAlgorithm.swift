import CfgParser

/// How a convolution is computed.
///
/// All give the same answer but for rounding. The Winograd kinds trade multiplications for
/// additions: in tiles of m × m outputs a 3×3 convolution takes (m + 2)² multiplications an input
/// and output channel instead of 9 m², and their prepared weights are (m + 2)² / 9 times as large.
/// Depthwise convolutions have a method of their own whatever is asked for.
public enum ConvolutionAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// Windows are gathered and multiplied; any convolution.
  case direct
  /// Windows are multiplied where they lie, in rows of the picture with zeros around them; the same
  /// bits as the direct one. No dilation, one group, more than one tap.
  case sliding
  /// Winograd's F(2×2, 3×3): 3×3 taps, stride 1, no dilation, one group.
  case winograd2
  /// Winograd's F(3×3, 3×3).
  case winograd3
  /// Winograd's F(4×4, 3×3).
  case winograd4
  /// Winograd's F(6×6, 3×3).
  case winograd6

  /// Rows and columns of a tile of the output; nil for those without tiles.
  var tileSize: Int? {
    switch self {
    case .direct, .sliding: nil
    case .winograd2: 2
    case .winograd3: 3
    case .winograd4: 4
    case .winograd6: 6
    }
  }

  /// What its products may be of.
  ///
  /// Larger tiles lose too much of bfloat16: what cancels at the end of their transforms is several
  /// times the result. The sliding one is for few channels, where it gains nothing.
  var precisions: [Precision] {
    switch self {
    case .direct, .winograd2, .winograd3: [.float32, .bfloat16]
    case .sliding, .winograd4, .winograd6: [.float32]
    }
  }

  /// Whether a convolution of that geometry can be computed so by those kernels.
  func applies(to geometry: ConvolutionGeometry, kernels: KernelSet) -> Bool {
    // OpenBLAS takes weights in another order, and packs them anew for each of many small products.
    let isPlain = geometry.dilation == 1 && geometry.groups == 1 && kernels.multiplier == .panels
    guard precisions.contains(kernels.precision) else { return false }
    return switch self {
    case .direct: true
    case .sliding: isPlain && geometry.size > 1
    case .winograd2, .winograd3, .winograd4, .winograd6:
      isPlain && geometry.size == 3 && geometry.strideX == 1 && geometry.strideY == 1
    }
  }

  /// Whether the largest of every 2×2 values can be taken before they leave the cache.
  ///
  /// Only where a pair of rows is made at a time: Winograd's tiles gained nothing by it.
  func poolsPairs(
    of geometry: ConvolutionGeometry, after activation: Activation, by kernels: KernelSet
  ) -> Bool {
    self == .sliding && applies(to: geometry, kernels: kernels) && activation.kernel != nil
  }
}
