import CfgParser

extension LocalAvgpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (size, strideX, strideY, offset) = (size, strideX, strideY, padding / 2)
    plan.step("local avgpool \(size)×\(size)", for: node, reads: [input], writes: output) { run in
      localAveragePool(
        run[input], into: run[output], size: size, strideX: strideX, strideY: strideY,
        offset: offset, kernels: run.kernels, threads: run.threads)
    }
  }
}
