import CfgParser
import TestSupport

@testable import Engine

/// A network whose last section gets the same values whatever the picture: an image of one pixel,
/// and a channel a value.
struct ConstantHead {
  /// The section and its keys.
  let section: String
  /// What it gets.
  let values: [Float]
  /// Whose behaviour counts.
  var compatibility = Compatibility.recommended

  /// The network made ready, its files in `folder`.
  func plan(in folder: TemporaryFolder) throws -> ExecutionPlan {
    let cfg = try folder.write(
      """
      [net]
      width=8
      height=8
      channels=3
      [convolutional]
      filters=\(values.count)
      size=8
      stride=8
      activation=linear
      \(section)

      """, as: "net.cfg")
    let network = try Network(CfgDocument(contentsOf: cfg), compatibility: compatibility)
    let kernels = [Float](repeating: 0, count: values.count * 3 * 64)
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(values + kernels), as: "net.weights"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(file, for: network), options: .init(threadCount: 1))
  }
}
