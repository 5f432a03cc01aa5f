@testable import CfgParser

extension MaxpoolLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let input = inputs[0]
    let shape = input.shape
    return input.map(to: node.outputShape) { image, channel, y, x in
      var largest = -Double.infinity
      if maxpoolDepth {
        for other in stride(from: channel, to: shape.channels, by: outChannels) {
          largest = max(largest, input[image, other, y, x])
        }
        return largest
      }
      for row in y * strideY - padding / 2..<y * strideY - padding / 2 + size
      where (0..<shape.height).contains(row) {
        for column in x * strideX - padding / 2..<x * strideX - padding / 2 + size
        where (0..<shape.width).contains(column) {
          largest = max(largest, input[image, channel, row, column])
        }
      }
      return largest
    }
  }
}

extension LocalAvgpoolLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let input = inputs[0]
    let shape = input.shape
    return input.map(to: node.outputShape) { image, channel, y, x in
      var (sum, count) = (0.0, 0.0)
      for row in y * strideY - padding / 2..<y * strideY - padding / 2 + size
      where (0..<shape.height).contains(row) {
        for column in x * strideX - padding / 2..<x * strideX - padding / 2 + size
        where (0..<shape.width).contains(column) {
          sum += input[image, channel, row, column]
          count += 1
        }
      }
      return sum / count
    }
  }
}

extension AvgpoolLayer: PlainLayer {
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch {
    let input = inputs[0]
    let area = input.shape.area
    return input.map(to: node.outputShape) { image, channel, _, _ in
      let start = input.index(image, channel, 0, 0)
      return input.values[start..<start + area].reduce(0, +) / Double(area)
    }
  }
}
