import CfgParser
import Engine

extension MaxpoolLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    if antialiasing != nil { throw node.untrainable("cannot be trained with antialiasing") }
    let pooling = LargestOfWindows(
      size: size, strideX: strideX, strideY: strideY, offset: padding / 2)
    let isDeep = maxpoolDepth
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let positions = plan.slot(output.shape)
    plan.step(
      "maxpool", for: node, reads: [input.buffer], writes: [output.buffer, positions.buffer]
    ) { run in
      if isDeep {
        largestOfChannels(run[input], into: run[output], positions: run[positions], in: run)
      } else {
        pooling.forward(run[input], into: run[output], positions: run[positions], in: run)
      }
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      let slot = target.slot
      plan.step(
        "delta", for: node, reads: [delta.buffer, positions.buffer, slot.buffer],
        writes: [slot.buffer]
      ) { run in
        if target.isFirst { clear(run[slot], in: run) }
        if isDeep {
          addToLargest(run[delta], positions: run[positions], to: run[slot], in: run)
        } else {
          pooling.backward(run[delta], positions: run[positions], to: run[slot], in: run)
        }
      }
    }
  }
}
