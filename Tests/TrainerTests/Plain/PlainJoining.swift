@testable import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension RouteLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    var output = PlainBatch(images: inputs[0].images, shape: node.outputShape, values: [])
    for image in 0..<output.images {
      for input in inputs {
        let count = input.shape.count / groups
        let start = image * input.shape.count + groupId * count
        output.values += input.values[start..<start + count]
      }
    }
    return output
  }
}

extension ShortcutLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let weights = run.array("weights", of: node.index)
    var output = inputs[0]
    let shape = output.shape
    for image in 0..<output.images {
      for channel in 0..<shape.channels {
        let factors = factors(of: channel, weights, inputs: inputs.count, shape.channels)
        for y in 0..<shape.height {
          for x in 0..<shape.width {
            var sum = inputs[0][image, channel, y, x] * factors[0]
            for (index, input) in inputs.enumerated().dropFirst()
            where channel < input.shape.channels {
              let (step, sample) = (
                max(1, input.shape.width / shape.width), max(1, shape.width / input.shape.width)
              )
              guard y % sample == 0, x % sample == 0 else { continue }
              let value = input[image, channel, y / sample * step, x / sample * step]
              if y / sample * step < input.shape.height, x / sample * step < input.shape.width {
                if index == 1, weights.isEmpty { sum *= Double(alpha) }
                sum += value * (weights.isEmpty ? Double(beta) : factors[index])
              }
            }
            output.values[output.index(image, channel, y, x)] =
              TrainerTests.plain(activation, sum)
          }
        }
      }
    }
    return output
  }

  private func factors(
    of channel: Int, _ weights: [Double], inputs: Int, _ channels: Int
  ) -> [Double] {
    guard !weights.isEmpty else { return [Double](repeating: 1, count: inputs) }
    let raw = (0..<inputs).map { input in
      weights[weightsType == .perFeature ? input : input * channels + channel]
    }
    let largest = raw.max() ?? 0
    let terms =
      switch weightsNormalization {
      case .none: raw
      case .relu: raw.map { $0 > 0 ? $0 : 0.001 * $0 }
      case .softmax: raw.map { exp($0 - largest) }
      }
    guard weightsNormalization != .none else { return terms }
    let total = terms.reduce(1e-4, +)
    return terms.map { $0 / total }
  }
}

extension SamLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    var output = inputs[0]
    for index in output.values.indices {
      output.values[index] = TrainerTests.plain(
        activation, inputs[0].values[index] * inputs[1].values[index])
    }
    return output
  }
}

extension ScaleChannelsLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    inputs[1].map(to: node.outputShape) { image, channel, y, x in
      let factor = scaleWh ? inputs[0][image, 0, y, x] : inputs[0][image, channel, 0, 0]
      return TrainerTests.plain(activation, inputs[1][image, channel, y, x] * factor)
    }
  }
}
