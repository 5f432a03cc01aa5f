import CfgParser

extension LocalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let parameters = try LinearParameters(
      plan.weights, of: node.index, outputs: output.shape.count, batchNormalize: false,
      folds: false, isTransposed: false)
    let geometry = ConvolutionGeometry(
      input: input.shape, output: output.shape, size: size, strideX: stride, strideY: stride,
      padding: pad, dilation: 1, groups: 1)
    let local = try unsafe LocallyConnected(
      geometry, bias: parameters.bias, activation: activation, kernels: plan.kernels,
      threads: plan.threads
    ) { rows, buffer throws(WeightsError) in
      try unsafe parameters.readRows(rows, into: buffer)
    }
    plan.step(
      "local \(size)×\(size)/\(stride)", for: node, reads: [input], writes: output,
      operationCount: operationCount(for: node.inputShapes),
      weightByteCount: local.weightByteCount, scratchCount: local.scratchFloatsPerWorker
    ) { run in
      local.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
  }
}
