import CfgParser
import Engine

extension ActivationLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let function = try node.trainable(activation)
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    plan.activationStep(function, from: input, to: output, for: node)
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: input, delta, for: node)
      guard let target = plan.contribution(of: node) else { return }
      plan.addStep(delta, to: target, for: node)
    }
  }
}
