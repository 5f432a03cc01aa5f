import CfgParser
import Engine

extension UpsampleLayer: Trainable {
  /// The way back of repeating is adding up, and the other way round.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (stride, scale) = (stride, scale)
    plan.step("upsample", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      resample(run[input], into: run[output], stride: stride, scale: scale, in: run)
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      let sums = target.isFirst ? target.slot : plan.slot(input.shape)
      plan.step("delta", for: node, reads: [delta.buffer], writes: [sums.buffer]) { run in
        resample(run[delta], into: run[sums], stride: -stride, scale: scale, in: run)
      }
      if !target.isFirst { plan.addStep(sums, to: target, for: node) }
    }
  }
}

private func resample(
  _ input: BatchTensor, into output: BatchTensor, stride: Int, scale: Float,
  in run: borrowing TrainingContext
) {
  for image in 0..<input.images {
    upsample(
      input.image(image), into: output.image(image), stride: stride, scale: scale,
      kernels: run.kernels, threads: run.threads)
  }
}
