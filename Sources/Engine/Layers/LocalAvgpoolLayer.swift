import CfgParser

extension LocalAvgpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let window = PoolWindow(
      size: size, strideX: strideX, strideY: strideY, offset: padding / 2)
    plan.step("local avgpool \(size)×\(size)", for: node, reads: [input], writes: output) { run in
      localAveragePool(run[input], into: run[output], window: window, threads: run.threads)
    }
  }
}
