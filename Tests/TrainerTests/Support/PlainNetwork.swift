@testable import CfgParser

/// What a layer gives in training, in double precision, as its section describes it.
protocol PlainLayer {
  /// The output; `parameters` are in Darknet's order.
  func plain(
    _ node: Network.Node, _ inputs: [PlainBatch], _ run: inout PlainNetwork
  ) -> PlainBatch
}

/// A network in double precision, to be differentiated by differences.
struct PlainNetwork {
  let network: Network
  /// Arrays by layer and name.
  var parameters: [Int: [String: [Double]]]
  /// What is added to variances, by layer: see `PlainNormalization`.
  var varianceOffsets: [Int: [Double]] = [:]

  func array(_ name: String, of layer: Int) -> [Double] { parameters[layer]?[name] ?? [] }

  /// The output of the layer before `[cost]`.
  mutating func output(of images: PlainBatch) -> PlainBatch {
    var outputs: [PlainBatch] = []
    for node in network.nodes {
      guard let layer = node.layer as? any PlainLayer else { break }
      let inputs = node.inputs.map { source in
        if case .layer(let index) = source { outputs[index] } else { images }
      }
      outputs.append(layer.plain(node, inputs, &self))
    }
    return outputs[outputs.count - 1]
  }

  /// What `[cost] type=sse` differentiates: half of the squares.
  mutating func loss(of images: PlainBatch, truth: [Double]) -> Double {
    zip(output(of: images).values, truth).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) / 2 }
  }
}
