import CfgParser

/// A convolution with the layer behind it that its step does as well, if there is one.
struct JoinedConvolution: WeightedWork {
  /// The convolution; it pools pairs where that is what the other layer does.
  let convolution: Convolution
  /// The layer behind it.
  let joined: JoinedLayer?

  var procedure: String { "\(convolution.algorithm)\(joined?.description ?? "")" }
  var weightByteCount: Int { convolution.weightByteCount }
  var scratchFloatsPerWorker: Int { convolution.scratchFloatsPerWorker }
  var sharedScratchFloats: Int { convolution.sharedScratchFloats }

  func body(from input: Slot, to output: Slot) -> StepBody {
    let (convolution, sum) = (convolution, joined?.sum)
    return { step in
      let residual = sum.map { Residual(tensor: step[$0.term], activation: $0.activation) }
      convolution.run(
        step[input], into: step[output], adding: residual, scratch: step.scratch,
        threads: step.threads)
    }
  }
}

extension PlanBuilder {
  /// Adds a step that convolves with weights that are made up when the plan is.
  mutating func convolutionStep(
    _ convolution: Convolution, _ name: String, from input: Slot, to output: Slot,
    for node: Network.Node
  ) {
    let work = JoinedConvolution(convolution: convolution, joined: nil)
    step(
      name, algorithm: work.procedure, for: node, reads: [input], writes: output,
      operationCount: node.operationCount, weightByteCount: work.weightByteCount,
      scratchCount: work.scratchFloatsPerWorker, sharedScratchCount: work.sharedScratchFloats,
      body: work.body(from: input, to: output))
  }
}
