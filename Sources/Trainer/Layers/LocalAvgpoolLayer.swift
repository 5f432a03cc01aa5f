import CfgParser
import Engine

extension LocalAvgpoolLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (size, strideX, strideY, offset) = (size, strideX, strideY, padding / 2)
    plan.step("local avgpool", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      for image in 0..<run.images {
        localAveragePool(
          run[input].image(image), into: run[output].image(image), size: size, strideX: strideX,
          strideY: strideY, offset: offset, kernels: run.kernels, threads: run.threads)
      }
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      let slot = target.slot
      plan.step(
        "delta", for: node, reads: [delta.buffer, slot.buffer], writes: [slot.buffer]
      ) { run in
        if target.isFirst { clear(run[slot], in: run) }
        let (deltas, inputs) = (run[delta], run[slot])
        run.threads.forEach(run.images) { image, _ in
          spread(deltas.image(image), to: inputs.image(image))
        }
      }
    }
  }

  /// Every pixel of a window that lies in the image gets its share of what came to the mean.
  private func spread(_ delta: Tensor, to input: Tensor) {
    let (shape, channels) = (input.shape, input.shape.channels)
    for y in 0..<delta.shape.height {
      let top = y * strideY - padding / 2
      let rows = max(0, top)..<max(0, top, min(shape.height, top + size))
      for x in 0..<delta.shape.width {
        let left = x * strideX - padding / 2
        let columns = max(0, left)..<max(0, left, min(shape.width, left + size))
        let share = 1 / Float(max(1, rows.count * columns.count))
        let from = unsafe delta.values + (y * delta.shape.width + x) * channels
        for row in rows {
          for column in columns {
            let to = unsafe input.values + (row * shape.width + column) * channels
            for channel in 0..<channels { unsafe to[channel] += share * from[channel] }
          }
        }
      }
    }
  }
}
