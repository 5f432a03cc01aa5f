import CKernels
import CfgParser
import Engine

extension SamLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let function = try node.trainable(activation)
    let (input, other) = (plan.input(of: node), plan.input(1, of: node))
    let output = plan.output(of: node)
    let products = plan.slot(output.shape)
    plan.step(
      "multiply", for: node, reads: [input.buffer, other.buffer], writes: [products.buffer]
    ) { run in
      setProducts(run[input], run[other], into: run[products], in: run)
    }
    plan.activationStep(function, from: products, to: output, for: node)
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: products, delta, for: node)
      for (index, factor) in [other, input].enumerated() {
        guard let target = plan.contribution(to: index, of: node) else { continue }
        let terms = plan.slot(output.shape)
        plan.step(
          "delta", for: node, reads: [delta.buffer, factor.buffer], writes: [terms.buffer]
        ) { run in
          setProducts(run[delta], run[factor], into: run[terms], in: run)
        }
        plan.addStep(terms, to: target, for: node)
      }
    }
  }
}

/// output = first · second, value by value.
private func setProducts(
  _ first: BatchTensor, _ second: BatchTensor, into output: BatchTensor,
  in run: borrowing TrainingContext
) {
  let kernels = run.kernels
  run.threads.forEachRange(of: output.count, itemsAtLeast: 8_192) { range in
    var rows = unsafe dk_row_pair(
      input: first.values + range.lowerBound, inputStride: range.count,
      output: output.values + range.lowerBound, outputStride: range.count, rowCount: 1,
      columnCount: range.count)
    unsafe kernels.table.copy(rows)
    unsafe rows.input = UnsafePointer(second.values + range.lowerBound)
    unsafe kernels.table.multiply_elements(rows)
  }
}
