import CfgParser

/// What an algorithm has to do for a convolution.
struct ConvolutionWork: Sendable, Hashable {
  /// Multiply-adds of the products, of what sticks out of the image too.
  let multiplyAdds: Double
  /// Bytes of prepared weights.
  let weightByteCount: Int
  /// Weights that are prepared.
  let weightCount: Int
  /// How often the weights come from memory in a run.
  let weightReads: Double
  /// Values copied in front of products, or written by the transform of the input and read by that
  /// of the output.
  let transformedValues: Double

  init(
    _ geometry: ConvolutionGeometry, _ algorithm: ConvolutionAlgorithm,
    _ precision: Precision = .float32
  ) {
    let valueSize = precision == .bfloat16 ? 2 : 4
    let (channels, output) = (geometry.channelsPerGroup, geometry.output)
    let pairs = channels * output.channels
    guard let tileSize = algorithm.tileSize else {
      weightCount = geometry.taps * pairs
      let byteCount = valueSize * weightCount
      weightByteCount = byteCount
      multiplyAdds = Double(geometry.taps * pairs) * Double(output.area)
      let isSliding = algorithm == .sliding
      weightReads = isSliding && byteCount > Self.cachedWeightBytes ? Double(output.height) : 1
      transformedValues =
        isSliding ? Double(geometry.input.count) : Self.gatheredValues(geometry)
      return
    }
    let positions = (tileSize + 2) * (tileSize + 2)
    let across = (output.width + tileSize - 1) / tileSize
    let tiles = across * ((output.height + tileSize - 1) / tileSize)
    weightCount = positions * pairs
    weightByteCount = valueSize * weightCount
    weightReads = 1
    multiplyAdds = Double(positions * pairs) * Double(tiles)
    transformedValues = Double(positions * tiles) * Double(channels + output.channels)
  }

  /// Values of all windows; a short run of them takes as long as a whole cache line.
  private static func gatheredValues(_ geometry: ConvolutionGeometry) -> Double {
    let run = (geometry.size * geometry.channelsPerGroup + 15) / 16 * 16
    return Double(geometry.size * run * geometry.groups) * Double(geometry.output.area)
  }

  /// Weights that stay in the second-level cache while rows of the picture pass by.
  private static let cachedWeightBytes = 1 << 19
}
