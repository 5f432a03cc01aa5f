import CKernels
import CfgParser

/// output = input · factor: what `[scale_channels]` and `[sam]` do.
///
/// `factor` has the input's shape, or one value a channel (1 × 1 × C), or one value a pixel (H × W
/// × 1).
///
/// - Reference: AlexeyAB's darknet `scale_channels_layer.c`, `sam_layer.c`.
func multiply(
  _ input: Tensor, by factor: Tensor, into output: Tensor, kernels: KernelSet,
  threads: ThreadPool
) {
  let channels = input.shape.channels
  threads.forEachRows(input.shape.area, of: channels) { pixels in
    let rows = unsafe dk_row_pair(input, into: output, pixels: pixels, channels: channels)
    if factor.shape.area == 1, factor.shape.channels == channels {
      unsafe kernels.table.multiply_columns(rows, factor.values)
    } else if factor.shape.channels == channels {
      unsafe kernels.table.copy(rows)
      unsafe kernels.table.multiply_elements(
        dk_row_pair(factor, into: output, pixels: pixels, channels: channels))
    } else {
      for pixel in pixels {
        let row = unsafe dk_row_pair(
          input, into: output, pixels: pixel..<pixel + 1, channels: channels)
        unsafe kernels.table.scale_and_shift(row, factor.values[pixel * factor.pixelStride], 0)
      }
    }
  }
}
