import CKernels
import CfgParser
import Engine

extension AvgpoolLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    plan.step("avgpool", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      for image in 0..<run.images {
        averagePool(
          run[input].image(image), into: run[output].image(image), kernels: run.kernels,
          threads: run.threads)
      }
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      let slot = target.slot
      plan.step(
        "delta", for: node, reads: [delta.buffer, slot.buffer], writes: [slot.buffer]
      ) { run in
        for image in 0..<run.images {
          spread(run[delta].image(image), over: run[slot].image(image), target, in: run)
        }
      }
    }
  }

  /// Every pixel gets its share of what came to the mean.
  private func spread(
    _ delta: Tensor, over input: Tensor, _ target: TrainingPlanBuilder.Contribution,
    in run: borrowing TrainingContext
  ) {
    let (kernels, share) = (run.kernels, 1 / Float(max(1, input.shape.area)))
    run.threads.forEachRows(input.shape.area, of: input.shape.channels) { pixels in
      var rows = unsafe dk_row_pair(
        delta, into: input, pixels: 0..<pixels.count, channels: input.shape.channels)
      unsafe rows.inputStride = 0
      unsafe rows.output = input.values + pixels.lowerBound * input.pixelStride
      if target.isFirst {
        unsafe kernels.table.scale_and_shift(rows, share, 0)
      } else {
        unsafe kernels.table.add_scaled(rows, 1, share)
      }
    }
  }
}
