import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("sharing memory")
struct MemorySharingTests {
  /// A run of the network on an input that depends on nothing.
  private func run(
    _ network: Network, retaining: Bool, algorithm: ConvolutionAlgorithm? = nil
  ) throws -> Session {
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network),
      options: .init(
        threadCount: 1, retainsActivations: retaining, convolutionAlgorithm: algorithm))
    var session = Session(plan)
    let input = (0..<network.inputShape.count).map { Float($0 % 13) / 13 - 0.4 }
    try session.setInput(input.span)
    // The second run finds the memory as the first left it, the input in place.
    for _ in 0..<2 { session.run() }
    return session
  }

  @Test(
    "changes no bit of what networks give, whatever computes convolutions", arguments: 0..<300,
    ConvolutionAlgorithm.allCases)
  func sameBits(_ seed: UInt64, _ algorithm: ConvolutionAlgorithm) throws {
    let random = try RandomNetwork(seed: seed)
    let network = random.network
    let sharing = try run(network, retaining: false, algorithm: algorithm)
    let retaining = try run(network, retaining: true, algorithm: algorithm)
    for node in network.nodes
    where node.layer.isDetectionHead || node.index == network.outputIndex {
      let isSame = areSame(sharing.output(of: node.index), retaining.output(of: node.index))
      #expect(isSame, "layer \(node.index) of\n\(random.text)")
    }
  }

  @Test("leaves routes and heads what their inputs make them", arguments: 0..<300)
  func inputsOfRoutesAndHeads(_ seed: UInt64) throws {
    let random = try RandomNetwork(seed: seed)
    let session = try run(random.network, retaining: true)
    for node in random.network.nodes {
      let inputs = node.inputs.compactMap { source -> [Float]? in
        guard case .layer(let index) = source else { return nil }
        return session.output(of: index)
      }
      guard let first = inputs.first else { continue }
      let expected: [Float]
      if let route = node.layer as? RouteLayer {
        // Planes lie one behind the other, so a group is a part of each input's values.
        expected = inputs.flatMap { values in
          let count = values.count / route.groups
          return values[count * route.groupId..<count * (route.groupId + 1)]
        }
      } else if node.layer.isDetectionHead {
        expected = session.activated(first, of: node.index)
      } else {
        continue
      }
      let isSame = areSame(session.output(of: node.index), expected)
      #expect(isSame, "layer \(node.index) of\n\(random.text)")
    }
  }

  private func areSame(_ one: [Float], _ other: [Float]) -> Bool {
    one.map(\.bitPattern) == other.map(\.bitPattern)
  }
}
