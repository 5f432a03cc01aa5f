import CfgParser

extension MaxpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    if maxpoolDepth {
      plan.step("largest of channels", for: node, reads: [input], writes: output) { run in
        Engine.maxpoolDepth(
          run[input], into: run[output], kernels: run.kernels, threads: run.threads)
      }
      return
    }
    let (size, strideX, strideY, offset) = (size, strideX, strideY, padding / 2)
    plan.step("maxpool \(size)×\(size)/\(strideX)", for: node, reads: [input], writes: output) {
      run in
      maxpool(
        run[input], into: run[output], size: size, strideX: strideX, strideY: strideY,
        offset: offset, kernels: run.kernels, threads: run.threads)
    }
  }
}
