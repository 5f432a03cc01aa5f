import CfgParser
import Engine

extension Reorg3dLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {
    let mapping = ReorgMapping(walking: node.outputShape, stride: stride)
    plan.permute(reverse ? mapping.scattered : mapping.gathered, for: node)
  }
}
