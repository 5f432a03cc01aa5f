import CKernels
import CfgParser
import Engine

/// The windows of a mini-batch that are the rows of a product: those of the first image row by row,
/// then those of the next.
///
/// Window (y, x) begins at (y · strideY - paddingY, x · strideX - paddingX); paddings below 0 begin
/// inside the image. What lies outside the image is 0.
struct BatchWindows: Sendable, Hashable {
  /// Rows and columns of an image.
  let height, width: Int
  /// Channels taken of every pixel.
  let channels: Int
  /// Values from one pixel to the next.
  let pixelStride: Int
  /// Rows and columns of taps.
  let tapRows, tapColumns: Int
  /// From one window to the next.
  var strideX = 1
  /// From one row of windows to the next.
  var strideY = 1
  /// Columns the first window begins before the image.
  var paddingX = 0
  /// Rows the first window begins before the image.
  var paddingY = 0
  /// Columns from one tap to the next.
  var dilationX = 1
  /// Rows from one tap to the next.
  var dilationY = 1
  /// Rows and columns of windows in an image.
  let outputHeight, outputWidth: Int

  /// Values of a window.
  var depth: Int { tapRows * tapColumns * channels }
  /// Windows of an image.
  var countPerImage: Int { outputHeight * outputWidth }
  /// Values from one image to the next.
  var imageStride: Int { height * width * pixelStride }

  /// Whether every window is the pixel of the same place.
  var arePixels: Bool {
    tapRows == 1 && tapColumns == 1 && strideX == 1 && strideY == 1 && paddingX == 0
      && paddingY == 0 && outputHeight == height && outputWidth == width
  }

  /// Copies depth `firstDepth ..< firstDepth + depth` of some windows side by side into `scratch`.
  func gather(
    _ rows: Range<Int>, of input: UnsafePointer<Float>, firstDepth: Int, depth: Int,
    into scratch: UnsafeMutablePointer<Float>, kernels: KernelSet
  ) {
    var row = rows.lowerBound
    while row < rows.upperBound {
      let (image, first) = row.quotientAndRemainder(dividingBy: countPerImage)
      let count = min(countPerImage - first, rows.upperBound - row)
      var windows = unsafe windows(of: input + image * imageStride)
      unsafe kernels.table.gather_rows(
        &windows, first, count, firstDepth, depth,
        scratch + (row - rows.lowerBound) * kernels.table.rowStride)
      row += count
    }
  }

  private func windows(of image: UnsafePointer<Float>) -> dk_windows {
    unsafe dk_windows(
      input: image, pixelStride: pixelStride, height: height, width: width, channels: channels,
      size: tapColumns, strideX: strideX, strideY: strideY, paddingX: paddingX,
      paddingY: paddingY, dilationX: dilationX, dilationY: dilationY, outputWidth: outputWidth)
  }
}
