import CfgParser
import TestSupport

@testable import Engine

/// Plans for networks of a few layers over an input of 3 × 8 × 8, with given values for weights.
enum TinyPlan {
  /// `[net]` of an input of 3 × 8 × 8.
  static let net = "[net]\nwidth=8\nheight=8\nchannels=3\n"

  /// 192 values, all different.
  static let input = (0..<192).map { Float($0) / 192 }

  /// The plan for `net` and `layers`, whose file is called `net.cfg`; `values` are the weights in
  /// file order.
  static func make(
    _ layers: String, _ values: [Float], net: String = net,
    options: PlanOptions = .init(threadCount: 1)
  ) throws -> ExecutionPlan {
    let network = try Network(CfgDocument(parsing: net + layers, file: "net.cfg"))
    let folder = try TemporaryFolder()
    let path = try folder.write(WeightsBytes.file(values), as: "net.weights")
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    return try ExecutionPlan(network, weights: weights, options: options)
  }
}
