package import CKernels
package import CfgParser

/// Applies an activation to every value of a tensor, in place.
///
/// Formulas are those of darknet where its forks agree; where they do not, the stable one: tanh
/// does not overflow, relu6 is min(max(x, 0), 6), swish, mish, hard_mish and the
/// `normalize_channels` kinds work everywhere. The relative error of logistic, tanh, elu and swish
/// is below 1.5 · 2⁻²³, that of mish below 2.75 · 2⁻²³, wherever they are normal numbers.
///
/// - Reference: darknet `activations.c`.
package func activate(
  _ tensor: Tensor, with activation: Activation, kernels: KernelSet, threads: ThreadPool
) {
  guard activation != .linear else { return }
  let channels = tensor.shape.channels
  threads.forEachRows(tensor.shape.area, of: 4 * channels) { pixels in
    let rows = unsafe dk_rows(
      values: tensor.values + pixels.lowerBound * tensor.pixelStride, rowCount: pixels.count,
      columnCount: channels, stride: tensor.pixelStride)
    if let normalization = activation.normalization {
      unsafe kernels.table.normalize(rows, normalization)
    } else if let function = activation.kernel {
      unsafe kernels.table.activate(rows.joined(isContiguous: tensor.isContiguous), function)
    }
  }
}

extension dk_rows {
  /// One long row where nothing lies between the rows.
  fileprivate func joined(isContiguous: Bool) -> dk_rows {
    guard isContiguous else { return unsafe self }
    return unsafe dk_rows(
      values: values, rowCount: 1, columnCount: rowCount * columnCount,
      stride: rowCount * columnCount)
  }
}

extension Activation {
  /// The kernels' word for it; nil for those that look at all channels of a pixel.
  package var kernel: dk_activation? {
    switch self {
    case .linear: dk_linear
    case .logistic: dk_logistic
    case .loggy: dk_loggy
    case .relu: dk_relu
    case .relu6: dk_relu6
    case .elu: dk_elu
    case .selu: dk_selu
    case .gelu: dk_gelu
    case .relie: dk_relie
    case .ramp: dk_ramp
    // Forwards the two are one; they differ in training.
    case .leaky, .revleaky: dk_leaky
    case .tanh: dk_tanh
    case .plse: dk_plse
    case .stair: dk_stair
    case .hardtan: dk_hardtan
    case .lhtan: dk_lhtan
    case .swish: dk_swish
    case .mish: dk_mish
    case .hardMish: dk_hard_mish
    case .normalizeChannels, .normalizeChannelsSoftmax, .normalizeChannelsSoftmaxMaxval: nil
    }
  }

  /// The kernels' word for those that look at all channels of a pixel.
  fileprivate var normalization: dk_normalization? {
    switch self {
    case .normalizeChannels: dk_normalize_channels
    case .normalizeChannelsSoftmax: dk_normalize_channels_softmax
    case .normalizeChannelsSoftmaxMaxval: dk_normalize_channels_softmax_maxval
    default: nil
    }
  }
}
