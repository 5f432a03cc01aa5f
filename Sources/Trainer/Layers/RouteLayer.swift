import CKernels
import CfgParser
import Engine

extension RouteLayer: Trainable {
  func isPassedThrough(_ node: Network.Node) -> Bool {
    layers.count == 1 && groups == 1 && node.outputShape == node.inputShapes[0]
  }

  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    guard !isPassedThrough(node) else { return }
    if !node.outputShape.isImage, groups > 1 {
      throw node.untrainable("cannot be trained with groups=\(groups) of layers of unlike sizes")
    }
    let output = plan.output(of: node)
    var filled = 0
    for index in node.inputs.indices {
      let input = plan.input(index, of: node)
      let count = node.inputShapes[index].channels / groups
      if output.shape.isImage {
        let part = ChannelPart(
          outer: groupId * count, inner: filled, count: count)
        addImagePart(part, index, from: input, to: output, for: node, in: &plan)
        filled += count
      } else {
        addVectorPart(index, from: input, to: output, start: filled, for: node, in: &plan)
        filled += input.shape.count
      }
    }
  }

  /// Channels of an input, and where they are in the output.
  private struct ChannelPart: Sendable {
    let outer, inner, count: Int
  }

  private func addImagePart(
    _ part: ChannelPart, _ index: Int, from input: TrainingSlot, to output: TrainingSlot,
    for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    plan.step("route", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      addChannels(
        run[input], from: part.outer, to: run[output], from: part.inner, count: part.count,
        isFirst: true, in: run)
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(to: index, of: node) else { return }
      let slot = target.slot
      plan.step(
        "delta", for: node, reads: [delta.buffer, slot.buffer], writes: [slot.buffer]
      ) { run in
        let isWhole = part.count == slot.shape.channels
        if target.isFirst, !isWhole { clear(run[slot], in: run) }
        addChannels(
          run[delta], from: part.inner, to: run[slot], from: part.outer, count: part.count,
          isFirst: target.isFirst && isWhole, in: run)
      }
    }
  }

  private func addVectorPart(
    _ index: Int, from input: TrainingSlot, to output: TrainingSlot, start: Int,
    for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    plan.step("route", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      let (from, to) = (run[input], run[output])
      for image in 0..<run.images {
        unsafe planar(
          from.image(image), into: to.values + image * to.shape.count + start,
          threads: run.threads)
      }
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(to: index, of: node) else { return }
      plan.addImageStep(delta, from: start, to: target, for: node)
    }
  }
}

/// Adds some channels of every pixel to those of another tensor of as many pixels, or writes them.
private func addChannels(
  _ input: BatchTensor, from first: Int, to output: BatchTensor, from start: Int, count: Int,
  isFirst: Bool, in run: borrowing TrainingContext
) {
  let kernels = run.kernels
  let (inputStride, outputStride) = (input.shape.channels, output.shape.channels)
  run.threads.forEachRows(input.pixelCount, of: count) { pixels in
    let rows = unsafe dk_row_pair(
      input: input.values + pixels.lowerBound * inputStride + first, inputStride: inputStride,
      output: output.values + pixels.lowerBound * outputStride + start,
      outputStride: outputStride, rowCount: pixels.count, columnCount: count)
    if isFirst {
      unsafe kernels.table.copy(rows)
    } else {
      unsafe kernels.table.add_scaled(rows, 1, 1)
    }
  }
}
