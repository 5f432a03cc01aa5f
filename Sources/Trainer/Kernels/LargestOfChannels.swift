import CfgParser
import Engine

/// The largest of channels g, g + C, g + 2C, … of each pixel, for the C channels of the output, and
/// which it was.
///
/// - Reference: AlexeyAB's darknet `maxpool_layer.c`, `forward_maxpool_layer`.
func largestOfChannels(
  _ input: BatchTensor, into output: BatchTensor, positions: BatchTensor,
  in run: borrowing TrainingContext
) {
  let (channels, outputs) = (input.shape.channels, output.shape.channels)
  run.threads.forEachRows(input.pixelCount, of: channels) { pixels in
    for pixel in pixels {
      let from = unsafe input.values + pixel * channels
      for target in 0..<outputs {
        var largest = target
        for channel in stride(from: target + outputs, to: channels, by: outputs) {
          if unsafe from[channel] > from[largest] { largest = channel }
        }
        unsafe output.values[pixel * outputs + target] = from[largest]
        unsafe positions.values[pixel * outputs + target] = Float(largest)
      }
    }
  }
}

/// Adds what comes from behind to the channels that were largest.
func addToLargest(
  _ delta: BatchTensor, positions: BatchTensor, to input: BatchTensor,
  in run: borrowing TrainingContext
) {
  let (channels, outputs) = (input.shape.channels, delta.shape.channels)
  run.threads.forEachRows(delta.pixelCount, of: channels) { pixels in
    for pixel in pixels {
      for index in pixel * outputs..<(pixel + 1) * outputs {
        let channel = unsafe Int(positions.values[index])
        unsafe input.values[pixel * channels + channel] += delta.values[index]
      }
    }
  }
}
