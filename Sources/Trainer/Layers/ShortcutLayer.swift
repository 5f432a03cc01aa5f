import CfgParser
import Engine

extension ShortcutLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let function = try node.trainable(activation)
    let output = plan.output(of: node)
    // What the activation is applied to is kept where its slope cannot be told from its value.
    let sums = activation.slopeIsKnownFromOutput ? output : plan.slot(output.shape)
    if weightsType == .none {
      addSums(to: sums, for: node, in: &plan)
    } else {
      addWeightedSums(to: sums, for: node, in: &plan)
    }
    if activation != .linear || sums != output {
      plan.activationStep(function, from: sums, to: output, for: node)
    }
    let learned = weightsType == .none ? nil : weighted(node, in: &plan)
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: sums, delta, for: node)
      if let learned {
        learned.addBackwardSteps(delta, for: node, in: &plan)
      } else {
        handBack(delta, for: node, in: &plan)
      }
    }
  }

  private func addSums(
    to sums: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    for index in node.inputs.indices {
      let input = plan.input(index, of: node)
      let (alpha, beta) = (index == 1 ? alpha : 1, beta)
      plan.step("add", for: node, reads: [input.buffer], writes: [sums.buffer]) { run in
        if index == 0 {
          add(run[input], to: run[sums], isFirst: true, in: run)
        } else {
          overlay(run[input], on: run[sums], alpha: alpha, beta: beta, in: run)
        }
      }
    }
  }

  /// The layer before gets the delta times alpha, the others where they were added times beta.
  private func handBack(
    _ delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    for index in node.inputs.indices {
      guard let target = plan.contribution(to: index, of: node) else { continue }
      let slot = target.slot
      let factor = index == 0 ? alpha : beta
      plan.step(
        "delta", for: node, reads: [delta.buffer, slot.buffer], writes: [slot.buffer]
      ) { run in
        if slot.shape == delta.shape {
          add(run[delta], to: run[slot], isFirst: target.isFirst, factor: factor, in: run)
        } else {
          if target.isFirst { clear(run[slot], in: run) }
          overlay(run[delta], on: run[slot], alpha: 1, beta: factor, in: run)
        }
      }
    }
  }

  private func addWeightedSums(
    to sums: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    weighted(node, in: &plan).addForwardSteps(to: sums, for: node, in: &plan)
  }

  private func weighted(
    _ node: Network.Node, in plan: inout TrainingPlanBuilder
  ) -> WeightedSum {
    let channels = node.outputShape.channels
    let isPerChannel = weightsType == .perChannel
    return WeightedSum(
      weights: plan.parameters(
        "weights", of: node, count: node.inputs.count * (isPerChannel ? channels : 1),
        role: .weights),
      inputs: node.inputs.indices.map { plan.input($0, of: node) },
      isPerChannel: isPerChannel, normalization: weightsNormalization,
      differentiatesNormalization: plan.network.compatibility != .alexeyab)
  }
}

/// output = alpha · output + beta · input where they overlap, as the engine's `accumulate`.
private func overlay(
  _ input: BatchTensor, on output: BatchTensor, alpha: Float, beta: Float,
  in run: borrowing TrainingContext
) {
  for image in 0..<input.images {
    accumulate(
      input.image(image), into: output.image(image), weight: .scaled(alpha: alpha, beta: beta),
      kernels: run.kernels, threads: run.threads)
  }
}
