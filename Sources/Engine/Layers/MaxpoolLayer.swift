import CfgParser

extension MaxpoolLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    guard !plan.isJoined(node) else { return }
    let input = plan.input(of: node)
    if maxpoolDepth {
      let output = plan.output(of: node)
      plan.step("largest of channels", for: node, reads: [input], writes: output) { run in
        Engine.maxpoolDepth(
          run[input], into: run[output], kernels: run.kernels, threads: run.threads)
      }
      return
    }
    // The shapes were checked when the network was made.
    let pooled = (try? pooledShape(for: node.inputShapes)) ?? node.outputShape
    let output = plan.target(of: node, before: antialiasing, shape: pooled)
    let (window, offset) = (window, padding / 2)
    plan.step("maxpool \(window.description)", for: node, reads: [input], writes: output) { run in
      maxpool(
        run[input], into: run[output], size: window.size, strideX: window.strideX,
        strideY: window.strideY, offset: offset, kernels: run.kernels, threads: run.threads)
    }
    plan.blurStep(antialiasing, from: output, for: node)
  }

  /// Whether the layer takes the largest of 2×2 neighbours, the last ones alone where the size is
  /// odd, and nothing more.
  func poolsPairs(_ node: Network.Node) -> Bool {
    let (input, output) = (node.inputShapes[0], node.outputShape)
    return !maxpoolDepth && antialiasing == nil && size == 2 && strideX == 2 && strideY == 2
      && padding / 2 == 0 && output.height == (input.height + 1) / 2
      && output.width == (input.width + 1) / 2
  }
}
