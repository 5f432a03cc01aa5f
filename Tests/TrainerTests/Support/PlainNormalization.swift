@testable import CfgParser

extension PlainNetwork {
  /// Batch normalisation as Darknet differentiates it: the variance has the value of a divisor of
  /// n − 1, and changes as one of a divisor of n does.
  ///
  /// The difference of the two is worked out in the first run, and added from then on.
  mutating func normalized(_ input: PlainBatch, of node: Network.Node) -> PlainBatch {
    let (shape, count) = (input.shape, Double(input.images * input.shape.area))
    let (scales, biases) = (array("scales", of: node.index), array("biases", of: node.index))
    var means = [Double](repeating: 0, count: shape.channels)
    var squares = means
    for channel in means.indices {
      let values = (0..<input.images).flatMap { image in
        let start = input.index(image, channel, 0, 0)
        return input.values[start..<start + shape.area]
      }
      means[channel] = values.reduce(0, +) / count
      squares[channel] = values.reduce(0) { $0 + ($1 - means[channel]) * ($1 - means[channel]) }
    }
    let offsets =
      varianceOffsets[node.index] ?? squares.map { $0 / (count - 1) - $0 / count }
    varianceOffsets[node.index] = offsets
    return input.map(to: shape) { image, channel, y, x in
      let variance = squares[channel] / count + offsets[channel]
      let distance = input[image, channel, y, x] - means[channel]
      return scales[channel] * distance / (variance + 1e-5).squareRoot() + biases[channel]
    }
  }
}
