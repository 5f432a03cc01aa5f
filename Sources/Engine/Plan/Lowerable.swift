import CfgParser

/// How a layer runs: what the engine's file of a section type adds to the front end's.
protocol Lowerable: Layer {
  /// Adds the layer's steps to the plan, and says where its output is.
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError)

  /// Whether the layer's output is the memory of its first input, or part of it: it takes no step.
  func isAlias(_ node: Network.Node) -> Bool

  /// Whether the layer's output is nothing but its inputs' channels side by side.
  func isConcatenation(_ node: Network.Node) -> Bool

  /// Whether the layer's output may be the memory of its first input, changed.
  var canWorkInPlace: Bool { get }
}

extension Lowerable {
  func isAlias(_ node: Network.Node) -> Bool { false }
  func isConcatenation(_ node: Network.Node) -> Bool { false }
  var canWorkInPlace: Bool { false }
}

extension Network.Node {
  /// How the layer runs.
  ///
  /// Every type of the registry can be lowered; a test holds that.
  var lowerable: any Lowerable {
    guard let lowerable = layer as? any Lowerable else {
      preconditionFailure("\(type) is registered but cannot be lowered")
    }
    return lowerable
  }

  /// Whether the layer's output is its input's memory.
  var isAlias: Bool { lowerable.isAlias(self) }
}
