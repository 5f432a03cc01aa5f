import CfgParser

extension NormalizationLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let normalization = ResponseNormalization(size: size, alpha: alpha, beta: beta, kappa: kappa)
    plan.step("response normalisation", for: node, reads: [input], writes: output) { run in
      normalizeResponse(
        run[input], into: run[output], by: normalization, kernels: run.kernels,
        threads: run.threads)
    }
  }
}
