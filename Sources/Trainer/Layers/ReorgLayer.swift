import CfgParser
import Engine

extension ReorgLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    if extra > 0 { throw node.untrainable("cannot be trained with extra=\(extra)") }
    let shape = node.inputShapes[0]
    let mapping = ReorgMapping(walking: shape, stride: stride)
    let sources =
      flatten ? transposition(of: shape) : reverse ? mapping.scattered : mapping.gathered
    plan.permute(sources, for: node)
  }
}
