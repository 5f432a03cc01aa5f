@testable import CfgParser

extension ConvolutionalLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, weights) = (inputs[0], run.array("weights", of: node.index))
    let channels = input.shape.channels / groups
    let sums = input.map(to: node.outputShape) { image, filter, y, x in
      var sum = 0.0
      let first = filter / (filters / groups) * channels
      for channel in 0..<channels {
        for ky in 0..<size {
          for kx in 0..<size {
            let weight = weights[((filter * channels + channel) * size + ky) * size + kx]
            sum +=
              weight
              * input[
                image, first + channel, y * strideY + (ky - padding) * dilation,
                x * strideX + (kx - padding) * dilation]
          }
        }
      }
      return sum
    }
    return run.finished(sums, batchNormalize, activation, of: node)
  }
}

extension ConnectedLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, weights) = (inputs[0], run.array("weights", of: node.index))
    let count = input.shape.count
    let sums = input.map(to: node.outputShape) { image, output, _, _ in
      (0..<count).reduce(0.0) {
        $0 + weights[output * count + $1] * input.values[image * count + $1]
      }
    }
    return run.finished(sums, batchNormalize, activation, of: node)
  }
}

extension PlainNetwork {
  /// Sums with what follows them: normalisation or bias, then the activation.
  fileprivate mutating func finished(
    _ sums: PlainBatch, _ batchNormalize: Bool, _ activation: Activation, of node: Network.Node
  ) -> PlainBatch {
    let biases = array("biases", of: node.index)
    let complete =
      batchNormalize
      ? normalized(sums, of: node)
      : sums.map(to: sums.shape) { sums[$0, $1, $2, $3] + biases[$1] }
    return complete.mapValues { TrainerTests.plain(activation, $0) }
  }
}

extension LocalLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let (input, output) = (inputs[0], node.outputShape)
    let (weights, biases) = (
      run.array("weights", of: node.index), run.array("biases", of: node.index)
    )
    let channels = input.shape.channels
    return input.map(to: output) { image, filter, y, x in
      let position = y * output.width + x
      var sum = biases[filter * output.area + position]
      for channel in 0..<channels {
        for ky in 0..<size {
          for kx in 0..<size {
            let row = (position * filters + filter) * channels + channel
            sum +=
              weights[(row * size + ky) * size + kx]
              * input[image, channel, y * stride + ky - pad, x * stride + kx - pad]
          }
        }
      }
      return TrainerTests.plain(activation, sum)
    }
  }
}

extension BatchnormLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    run.normalized(inputs[0], of: node)
  }
}
