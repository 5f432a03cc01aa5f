import CfgParser
import Engine

/// How a layer learns: what the trainer's file of a section type adds to the engine's.
protocol Trainable: Layer {
  /// Adds the layer's forward steps, and what plans its backward steps.
  ///
  /// - Throws: `CfgError` where the layer has a setting that cannot be trained.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws

  /// Whether the layer's output, and its delta, are the memory of its first input.
  func isPassedThrough(_ node: Network.Node) -> Bool
}

extension Trainable {
  func isPassedThrough(_ node: Network.Node) -> Bool { false }
}

extension Network.Node {
  /// An error that says what of the layer cannot be trained.
  func untrainable(_ what: String, help: String? = nil) -> CfgError {
    CfgError(.unsupported, at: location, "layer \(index) [\(type)] \(what)", help: help)
  }
}
