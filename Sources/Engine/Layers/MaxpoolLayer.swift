import CfgParser

extension MaxpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let kernels = plan.kernels
    if maxpoolDepth {
      plan.step("largest of channels", for: node, reads: [input], writes: output) { run in
        maxpoolDepth(run[input], into: run[output], threads: run.threads)
      }
      return
    }
    let window = PoolWindow(
      size: size, strideX: strideX, strideY: strideY, offset: padding / 2)
    plan.step("maxpool \(size)×\(size)/\(strideX)", for: node, reads: [input], writes: output) {
      run in
      maxpool(run[input], into: run[output], window: window, kernels: kernels, threads: run.threads)
    }
  }
}
