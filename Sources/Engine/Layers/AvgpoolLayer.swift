import CfgParser

extension AvgpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    plan.step("avgpool", for: node, reads: [input], writes: output) { run in
      averagePool(run[input], into: run[output], kernels: run.kernels, threads: run.threads)
    }
  }
}
