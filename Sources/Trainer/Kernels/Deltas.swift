import CKernels
import CfgParser
import Engine

/// Evaluates a loss for every image of a mini-batch; `delta` gets what it says.
func evaluate(
  _ loss: any Loss, number: Int, of values: BatchTensor, into delta: BatchTensor,
  in run: borrowing TrainingContext
) {
  let (truths, seen) = (run.truths, run.seen)
  let count = values.shape.count
  run.threads.forEach(values.images) { image, _ in
    let found = truths.withTruth(of: image) { truth in
      let input = unsafe UnsafeBufferPointer(
        start: UnsafePointer(values.values) + image * count, count: count)
      var output = unsafe MutableSpan(_unsafeStart: delta.values + image * count, count: count)
      return unsafe loss.evaluate(input.span, truth: truth, seen: seen, into: &output)
    }
    truths.set(found, of: number, image: image)
  }
}

/// delta += values, or delta = values where nothing is there yet; `factor` times.
func add(
  _ values: BatchTensor, to delta: BatchTensor, isFirst: Bool, factor: Float = 1,
  in run: borrowing TrainingContext
) {
  let kernels = run.kernels
  run.threads.forEachRange(of: values.count, itemsAtLeast: 16_384) { range in
    let rows = unsafe dk_row_pair(
      input: values.values + range.lowerBound, inputStride: range.count,
      output: delta.values + range.lowerBound, outputStride: range.count, rowCount: 1,
      columnCount: range.count)
    if !isFirst {
      unsafe kernels.table.add_scaled(rows, 1, factor)
    } else if factor == 1 {
      unsafe kernels.table.copy(rows)
    } else {
      unsafe kernels.table.scale_and_shift(rows, factor, 0)
    }
  }
}

/// values = 0.
func clear(_ values: BatchTensor, in run: borrowing TrainingContext) {
  run.threads.forEachRange(of: values.count, itemsAtLeast: 65_536) { range in
    unsafe (values.values + range.lowerBound).update(repeating: 0, count: range.count)
  }
}

/// delta *= the derivative of the activation where it was applied to `input`.
func differentiate(
  _ function: dk_activation, at input: BatchTensor, _ delta: BatchTensor,
  in run: borrowing TrainingContext
) {
  guard function != dk_linear else { return }
  let kernels = run.kernels
  run.threads.forEachRange(of: delta.count, itemsAtLeast: 8_192) { range in
    unsafe kernels.training.activation_gradient(
      dk_row_pair(
        input: input.values + range.lowerBound, inputStride: range.count,
        output: delta.values + range.lowerBound, outputStride: range.count, rowCount: 1,
        columnCount: range.count), function)
  }
}
