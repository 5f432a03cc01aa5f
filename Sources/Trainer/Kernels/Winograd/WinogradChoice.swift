import CfgParser
import Engine

extension ConvolutionGeometry {
  /// The size of the tiles with which Winograd's algorithm takes less time than products of windows;
  /// nil where none does.
  ///
  /// It depends on the layer alone, so the bits do not depend on the threads. Tiles of 6 × 6 are
  /// left out: what cancels in their sums is far larger than in those of 4 × 4.
  private var winogradTileSize: Int? {
    guard size == 3, strideX == 1, strideY == 1, dilation == 1, groups == 1,
      (0...2).contains(padding),
      output.area > 0
    else { return nil }
    let (channels, filters) = (Double(input.channels), Double(output.channels))
    let products = channels * filters
    let transforms = Self.transformCost * (channels + filters)
    let costs = [2, 3, 4].map { size in
      let tiles =
        (output.width + size - 1) / size * ((output.height + size - 1) / size)
      return (size, Double(tiles * (size + 2) * (size + 2)) * (products + transforms))
    }
    guard let best = costs.min(by: { $0.1 < $1.1 }), best.1 < 9 * Double(output.area) * products
    else { return nil }
    return best.0
  }

  /// The tiles of a mini-batch, where Winograd's algorithm takes less time.
  func winogradTiles(images: Int) -> WinogradTiles? {
    winogradTileSize.map {
      WinogradTiles(input: input, output: output, padding: padding, size: $0, images: images)
    }
  }

  /// Multiply-adds in whose time a value is transformed.
  private static let transformCost = 20.0
}
