import CKernels
import CfgParser
import Engine

/// The largest value of each window of a mini-batch, channel by channel, and where it was.
///
/// Windows as in the engine's `maxpool`. The first of equal values counts, as in Darknet.
///
/// - Reference: darknet `maxpool_layer.c`.
struct LargestOfWindows: Sendable, Hashable {
  /// Rows and columns of a window.
  let size: Int
  /// Columns from one window to the next.
  let strideX: Int
  /// Rows from one window to the next.
  let strideY: Int
  /// Rows and columns the first window begins before the image.
  let offset: Int

  /// Writes the largest values, and their places in the windows.
  func forward(
    _ input: BatchTensor, into output: BatchTensor, positions: BatchTensor,
    in run: borrowing TrainingContext
  ) {
    let kernels = run.kernels
    let height = output.shape.height
    let valuesARow = output.shape.width * output.shape.channels * size * size
    run.threads.forEachRows(output.images * height, of: valuesARow) { rows in
      var row = rows.lowerBound
      while row < rows.upperBound {
        let (image, first) = row.quotientAndRemainder(dividingBy: height)
        let count = min(height - first, rows.upperBound - row)
        var pooling = unsafe dk_pooling(
          input.image(image), into: output.image(image), size: size, strideX: strideX,
          strideY: strideY, offset: offset)
        unsafe kernels.training.maxpool_positions(
          &pooling, positions.image(image).values, first, count)
        row += count
      }
    }
  }

  /// Adds what comes from behind to the values that were largest.
  ///
  /// Windows may overlap: an image is divided by channels, not by rows.
  func backward(
    _ delta: BatchTensor, positions: BatchTensor, to input: BatchTensor,
    in run: borrowing TrainingContext
  ) {
    let kernels = run.kernels
    let (height, channels) = (delta.shape.height, delta.shape.channels)
    let blocks = (channels + Self.blockChannels - 1) / Self.blockChannels
    run.threads.forEach(delta.images * blocks) { item, _ in
      let (image, block) = item.quotientAndRemainder(dividingBy: blocks)
      let first = block * Self.blockChannels
      var pooling = unsafe dk_pooling(
        input: delta.image(image).values + first, inputStride: channels,
        output: input.image(image).values + first, outputStride: channels,
        channels: min(Self.blockChannels, channels - first), height: input.shape.height,
        width: input.shape.width, outputWidth: delta.shape.width, size: size, strideX: strideX,
        strideY: strideY, offset: offset)
      unsafe kernels.training.maxpool_gradient(
        &pooling, positions.image(image).values + first, channels, height)
    }
  }

  /// Channels that one thread takes: whole cache lines.
  private static let blockChannels = 64
}
