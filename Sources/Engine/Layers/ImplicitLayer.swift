import CfgParser

extension ImplicitLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let output = plan.output(of: node)
    let values = try plan.weights.values("weights", of: node.index) ?? []
    plan.step(
      "learned values", for: node, reads: [], writes: output,
      weightByteCount: values.count * MemoryLayout<Float>.stride
    ) { run in
      unsafe values.withUnsafeBufferPointer { values in
        guard let first = values.baseAddress else { return }
        unsafe interleave(first, into: run[output], threads: run.threads)
      }
    }
  }
}
