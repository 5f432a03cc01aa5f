import CfgParser

/// Steps that work value by value, of which several layers are made.
extension PlanBuilder {
  /// A step that copies an activation.
  mutating func copyStep(_ input: Slot, to output: Slot, for node: Network.Node) {
    step("copy of \(input.shape)", for: node, reads: [input], writes: output) { run in
      copy(run[input], into: run[output], kernels: run.kernels, threads: run.threads)
    }
  }

  /// A step that adds `factor` times an activation to another of the same shape.
  mutating func addStep(
    _ term: Slot, times factor: Float = 1, to sum: Slot, for node: Network.Node
  ) {
    let name = factor == -1 ? "difference" : "sum"
    step(name, for: node, reads: [term, sum], writes: sum) { run in
      accumulate(
        run[term], into: run[sum], weight: .scaled(alpha: 1, beta: factor), kernels: run.kernels,
        threads: run.threads)
    }
  }

  /// A step that multiplies an activation by another, value by value, or by one value a channel or
  /// a pixel; the output may be the first of them.
  mutating func multiplyStep(
    _ input: Slot, by factor: Slot, to output: Slot, name: String = "product",
    for node: Network.Node
  ) {
    step(name, for: node, reads: [input, factor], writes: output) { run in
      multiply(
        run[input], by: run[factor], into: run[output], kernels: run.kernels, threads: run.threads)
    }
  }
}
