import CfgParser

extension RegionLayer: Trainable {
  /// The loss is all there is to it.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {}
}
