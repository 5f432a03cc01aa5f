import CfgParser

extension UpsampleLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (stride, scale) = (stride, scale)
    plan.step("upsample ×\(stride)", for: node, reads: [input], writes: output) { run in
      upsample(
        run[input], into: run[output], stride: stride, scale: scale, kernels: run.kernels,
        threads: run.threads)
    }
  }
}
