import CfgParser

extension CropLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let adjusts = !noadjust
    plan.step("crop to \(output.shape)", for: node, reads: [input], writes: output) { run in
      cropAndScale(
        run[input], into: run[output], adjusts: adjusts, kernels: run.kernels,
        threads: run.threads)
    }
  }
}
