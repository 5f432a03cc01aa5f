import CfgParser

extension Reorg3dLayer: Lowerable {
  /// The loop walks the *output's* extent: the ordinary space-to-depth, the offset in the block
  /// outermost.
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let mapping = ReorgMapping(walking: node.outputShape, stride: stride)
    plan.permutationStep(
      "reorg3d /\(stride)", reverse ? mapping.scattered : mapping.gathered, from: input, to: output,
      for: node)
  }
}
