import CKernels
import CfgParser
import Engine

/// The tiles into which Winograd's algorithm cuts the outputs of a mini-batch's 3×3 convolution:
/// those of the first image row by row, then those of the next.
///
/// - Reference: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
///   [arXiv:1509.09308](https://arxiv.org/abs/1509.09308); the points are in `winograd_body.h`.
struct WinogradTiles: Sendable, Hashable {
  /// What windows lie in.
  let input: Shape
  /// What is cut into tiles.
  let output: Shape
  /// Rows and columns the first window begins before the image.
  let padding: Int
  /// Rows and columns of a tile.
  let size: Int
  /// Images of a mini-batch.
  let images: Int

  /// Positions of a transformed tile.
  var positions: Int { (size + 2) * (size + 2) }
  /// Tiles of an image.
  var countPerImage: Int { across * ((output.height + size - 1) / size) }
  /// Tiles of all images.
  var count: Int { images * countPerImage }

  private var across: Int { (output.width + size - 1) / size }

  /// Transforms all channels of what some tiles look at; `to` begins at the first of them.
  func transform(
    _ tiles: Range<Int>, of values: UnsafePointer<Float>, into positions: dk_positions,
    kernels: KernelSet
  ) {
    var positions = unsafe positions
    forEachImage(tiles) { image, first, count in
      var winograd = unsafe described(input: values + image * input.count, extent: input)
      unsafe kernels.table.winograd_input(&winograd, first, count, 0, input.channels, positions)
      unsafe positions.values += count * positions.rowStride
    }
  }

  /// Spreads all channels of the deltas of some tiles, likewise.
  func spread(
    _ tiles: Range<Int>, of deltas: UnsafePointer<Float>, into positions: dk_positions,
    kernels: KernelSet
  ) {
    var positions = unsafe positions
    forEachImage(tiles) { image, first, count in
      var winograd = unsafe described(input: deltas + image * output.count, extent: output)
      unsafe kernels.training.winograd_delta(
        &winograd, first, count, output.channels, positions)
      unsafe positions.values += count * positions.rowStride
    }
  }

  /// Transforms sums of some filters of some tiles back into `values`.
  ///
  /// `sums` begins at the first tile and filter; `bias` at the first filter.
  func finish(
    _ tiles: Range<Int>, _ filters: Range<Int>, _ sums: dk_positions, bias: UnsafePointer<Float>,
    activation: dk_activation, adds: Bool, into values: UnsafeMutablePointer<Float>,
    kernels: KernelSet
  ) {
    var sums = unsafe sums
    forEachImage(tiles) { image, first, count in
      let place = unsafe values + image * output.count
      var winograd = unsafe described(input: UnsafePointer(place), extent: input)
      unsafe winograd.output = place
      unsafe winograd.activation = activation
      if adds {
        unsafe winograd.residual = dk_residual(
          values: place, stride: output.channels, activation: dk_linear)
      }
      unsafe kernels.table.winograd_output(
        &winograd, first, count, filters.lowerBound, filters.count, sums, bias)
      unsafe sums.values += count * sums.rowStride
    }
  }

  /// Calls `body` for the part of each image that some tiles are of.
  private func forEachImage(
    _ tiles: Range<Int>, _ body: (_ image: Int, _ first: Int, _ count: Int) -> Void
  ) {
    var tile = tiles.lowerBound
    while tile < tiles.upperBound {
      let (image, first) = tile.quotientAndRemainder(dividingBy: countPerImage)
      let count = min(countPerImage - first, tiles.upperBound - tile)
      body(image, first, count)
      tile += count
    }
  }

  private func described(input values: UnsafePointer<Float>, extent: Shape) -> dk_winograd {
    unsafe dk_winograd(
      input: values, inputStride: extent.channels,
      output: UnsafeMutablePointer(mutating: values), outputStride: output.channels,
      height: extent.height, width: extent.width, outputHeight: output.height,
      outputWidth: output.width, padding: padding, tileSize: size, tilesAcross: across,
      activation: dk_linear, residual: dk_residual())
  }
}

extension dk_positions {
  /// The values of a buffer that begins at `values`.
  init(_ values: UnsafeMutablePointer<Float>, _ buffer: WinogradBuffer) {
    unsafe self.init(
      values: values, positionStride: buffer.positionStride, rowStride: buffer.rowStride)
  }
}
