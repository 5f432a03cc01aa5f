import CfgParser

/// What an algorithm has to do for a convolution.
struct ConvolutionWork: Sendable, Hashable {
  /// Multiply-adds of the products, of what sticks out of the image too.
  let multiplyAdds: Double
  /// Bytes of prepared weights, which are read once a run.
  let weightByteCount: Int
  /// Values written by the transform of the input and read by that of the output.
  let transformedValues: Double

  init(_ geometry: ConvolutionGeometry, _ algorithm: ConvolutionAlgorithm) {
    let (channels, output) = (geometry.channelsPerGroup, geometry.output)
    let pairs = channels * output.channels
    guard let tileSize = algorithm.tileSize else {
      weightByteCount = 4 * geometry.taps * pairs
      multiplyAdds = Double(geometry.taps * pairs) * Double(output.area)
      transformedValues = 0
      return
    }
    let positions = (tileSize + 2) * (tileSize + 2)
    let across = (output.width + tileSize - 1) / tileSize
    let tiles = across * ((output.height + tileSize - 1) / tileSize)
    weightByteCount = 4 * positions * pairs
    multiplyAdds = Double(positions * pairs) * Double(tiles)
    transformedValues = Double(positions * tiles) * Double(channels + output.channels)
  }
}
