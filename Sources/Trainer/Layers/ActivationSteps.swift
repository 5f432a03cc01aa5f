import CKernels
import CfgParser
import Engine

extension TrainingPlanBuilder {
  /// A step that applies a function to every value.
  mutating func activationStep(
    _ function: dk_activation, from input: TrainingSlot, to output: TrainingSlot,
    for node: Network.Node
  ) {
    step("activate", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      apply(function, to: run[input], into: run[output], in: run)
    }
  }

  /// A step that multiplies a delta by the slope of the function at `input`.
  mutating func slopeStep(
    _ function: dk_activation, at input: TrainingSlot, _ delta: TrainingSlot,
    for node: Network.Node
  ) {
    guard function != dk_linear else { return }
    step(
      "slope", for: node, reads: [input.buffer, delta.buffer], writes: [delta.buffer]
    ) { run in
      differentiate(function, at: run[input], run[delta], in: run)
    }
  }
}

/// output = the function of every value of the input, which may be the same memory.
private func apply(
  _ function: dk_activation, to input: BatchTensor, into output: BatchTensor,
  in run: borrowing TrainingContext
) {
  let kernels = run.kernels
  run.threads.forEachRange(of: input.count, itemsAtLeast: 8_192) { range in
    let target = unsafe output.values + range.lowerBound
    unsafe kernels.table.copy(
      dk_row_pair(
        input: input.values + range.lowerBound, inputStride: range.count, output: target,
        outputStride: range.count, rowCount: 1, columnCount: range.count))
    unsafe kernels.table.activate(
      dk_rows(values: target, rowCount: 1, columnCount: range.count, stride: range.count), function)
  }
}

extension Network.Node {
  /// The kernels' word for an activation that can be trained.
  ///
  /// - Throws: `CfgError` for those that look at all channels of a pixel.
  func trainable(_ activation: Activation) throws(CfgError) -> dk_activation {
    guard let function = activation.kernel else {
      throw untrainable("cannot be trained with activation=\(activation.rawValue)")
    }
    return function
  }
}
