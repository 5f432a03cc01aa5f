import CKernels
import CfgParser
import Engine

/// A part of an image at a random place, its values moved from 0…1 to −1…1 if that is wanted.
///
/// - Reference: darknet `crop_layer.c`, `forward_crop_layer`; there one place serves a mini-batch.
struct RandomCrop: Sendable, Hashable {
  /// Whether v becomes 2 · v − 1.
  let adjusts: Bool
  /// Whether half of the images are mirrored.
  let flips: Bool
  /// Darknet's number of the layer.
  let layer: Int

  /// Cuts the image that is number `number` of all that were seen.
  func run(
    _ input: Tensor, into output: Tensor, number: Int, in run: borrowing TrainingContext
  ) {
    var random = TrainingRandom(layer: layer, number: number)
    let top = random.below(input.shape.height - output.shape.height + 1)
    let left = random.below(input.shape.width - output.shape.width + 1)
    let isMirrored = flips && random.below(2) == 1
    let (width, channels) = (output.shape.width, output.shape.channels)
    let kernels = run.kernels
    run.threads.forEachRows(output.shape.height, of: width * channels) { rows in
      for y in rows {
        for x in 0..<width {
          let column = left + (isMirrored ? width - 1 - x : x)
          let pixel = unsafe dk_row_pair(
            input: input.values + ((top + y) * input.shape.width + column) * channels,
            inputStride: channels, output: output.values + (y * width + x) * channels,
            outputStride: channels, rowCount: 1, columnCount: channels)
          unsafe kernels.table.scale_and_shift(pixel, adjusts ? 2 : 1, adjusts ? -1 : 0)
        }
      }
    }
  }
}
