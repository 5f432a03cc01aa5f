@testable import CfgParser

extension ActivationLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    inputs[0].mapValues { TrainerTests.plain(activation, $0) }
  }
}

extension UpsampleLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, scale) = (inputs[0], Double(scale))
    guard stride < 0 else {
      return input.map(to: node.outputShape) { scale * input[$0, $1, $2 / stride, $3 / stride] }
    }
    return input.map(to: node.outputShape) { image, channel, y, x in
      var sum = 0.0
      for row in 0..<(-stride) {
        for column in 0..<(-stride) {
          sum += input[image, channel, y * -stride + row, x * -stride + column]
        }
      }
      return scale * sum
    }
  }
}

extension Reorg3dLayer: PlainLayer {
  /// Space to depth, the offset in the block outermost.
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, channels) = (inputs[0], inputs[0].shape.channels)
    return input.map(to: node.outputShape) { image, channel, y, x in
      let (offset, from) = channel.quotientAndRemainder(dividingBy: channels)
      return input[image, from, y * stride + offset / stride, x * stride + offset % stride]
    }
  }
}

extension ReorgLayer: PlainLayer {
  /// The same read from a buffer of (C / stride²) × (H · stride) × (W · stride).
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, shape) = (inputs[0], inputs[0].shape)
    let spread = shape.channels / (stride * stride)
    var output = PlainBatch(images: input.images, shape: node.outputShape)
    for image in 0..<input.images {
      var index = image * shape.count
      for channel in 0..<shape.channels {
        let (offset, from) = channel.quotientAndRemainder(dividingBy: spread)
        for y in 0..<shape.height {
          for x in 0..<shape.width {
            let row = y * stride + offset / stride + shape.height * stride * from
            let source = x * stride + offset % stride + shape.width * stride * row
            output.values[index] = input.values[image * shape.count + source]
            index += 1
          }
        }
      }
    }
    return output
  }
}
