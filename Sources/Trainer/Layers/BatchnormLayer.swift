import CKernels
import CfgParser

extension BatchnormLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let normalization = plan.normalization(
      of: node, shape: node.outputShape, activation: dk_linear)
    plan.step(
      "normalise", for: node, reads: [input.buffer],
      writes: [output.buffer, normalization.statistics, normalization.partials]
    ) { run in
      normalization.forward(run[input], into: run[output], in: run)
    }
    plan.backward(of: node) { delta, plan in
      plan.step(
        "normalise back", for: node, reads: [input.buffer, normalization.statistics],
        writes: [delta.buffer, normalization.partials], scratchCount: normalization.scratchCount
      ) { run in
        normalization.backward(run[delta], input: run[input], in: run)
      }
      guard let target = plan.contribution(of: node) else { return }
      plan.addStep(delta, to: target, for: node)
    }
  }
}
