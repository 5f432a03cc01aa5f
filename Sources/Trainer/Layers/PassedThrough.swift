import CfgParser
import Engine

extension TrainingPlanBuilder {
  /// Says that what comes to the layer's output is added to the delta of its first input as it is.
  mutating func handBack(_ node: Network.Node) {
    backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      plan.addStep(delta, to: target, for: node)
    }
  }
}
