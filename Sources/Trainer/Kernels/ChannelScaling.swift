import CfgParser
import Engine

/// Images times a factor for every channel, or for every pixel, and the way back.
///
/// - Reference: AlexeyAB's darknet `scale_channels_layer.c`.
struct ChannelScaling: Sendable, Hashable {
  /// Whether there is a factor for every pixel (H × W × 1) instead of every channel (1 × 1 × C).
  let isByPixel: Bool

  /// output = input · factor, or adds that to it.
  func scale(
    _ input: BatchTensor, by factors: BatchTensor, into output: BatchTensor, adds: Bool,
    in run: borrowing TrainingContext
  ) {
    let (channels, area) = (input.shape.channels, input.shape.area)
    run.threads.forEachRows(input.pixelCount, of: channels) { pixels in
      for pixel in pixels {
        let line = unsafe factors.values + (isByPixel ? pixel : pixel / area * channels)
        for channel in 0..<channels {
          let index = pixel * channels + channel
          let product = unsafe input.values[index] * line[isByPixel ? 0 : channel]
          unsafe output.values[index] = adds ? output.values[index] + product : product
        }
      }
    }
  }

  /// Writes the sums of first · second over what shares a factor, or adds them.
  func sum(
    _ first: BatchTensor, _ second: BatchTensor, into sums: BatchTensor, adds: Bool,
    in run: borrowing TrainingContext
  ) {
    let (channels, area) = (first.shape.channels, first.shape.area)
    // Sums of a factor are one thread's: over channels, or over pixels in their order.
    let (runs, step, count) = isByPixel ? (area, 1, channels) : (channels, channels, area)
    run.threads.forEachRange(of: first.images * runs, itemsAtLeast: 1 + 8_192 / count) { items in
      for item in items {
        let (image, place) = item.quotientAndRemainder(dividingBy: runs)
        let start = image * area * channels + (isByPixel ? place * channels : place)
        var sum: Float = 0
        for index in 0..<count {
          sum += unsafe first.values[start + index * step] * second.values[start + index * step]
        }
        unsafe sums.values[item] = adds ? sums.values[item] + sum : sum
      }
    }
  }
}
