/// Shapes of the reorg family, which trades pixels for channels.
extension Shape {
  /// (C · stride²) × (H / stride) × (W / stride).
  ///
  /// - Throws: A ``LayerFault`` where `stride` does not divide height and width.
  func folded(by stride: Int) throws(LayerFault) -> Shape {
    guard height.isMultiple(of: stride), width.isMultiple(of: stride) else {
      throw LayerFault("needs a height and width that stride=\(stride) divides", input: 0)
    }
    return Shape(
      channels: channels * stride * stride, height: height / stride, width: width / stride)
  }

  /// (C / stride²) × (H · stride) × (W · stride), for channels that stride² divides.
  func spread(by stride: Int) -> Shape {
    Shape(
      channels: channels / (stride * stride), height: height * stride, width: width * stride)
  }

  /// Throws a ``LayerFault`` where `divisor` does not divide the channels.
  func checkChannels(divisibleBy divisor: Int) throws(LayerFault) {
    guard channels.isMultiple(of: divisor) else {
      throw LayerFault("needs channels that \(Wording.grouped(divisor)) divides", input: 0)
    }
  }
}
