import CfgParser

extension L2normLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let output = plan.copyInput(of: node)
    plan.step("unit length", for: node, reads: [output], writes: output) { run in
      normalizeLength(run[output], kernels: run.kernels, threads: run.threads)
    }
  }
}
