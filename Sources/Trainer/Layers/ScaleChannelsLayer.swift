import CKernels
import CfgParser
import Engine

extension ScaleChannelsLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let function = try node.trainable(activation)
    let (factors, image) = (plan.input(of: node), plan.input(1, of: node))
    let output = plan.output(of: node)
    let products = plan.slot(output.shape)
    let scaling = ChannelScaling(isByPixel: scaleWh)
    plan.step(
      "scale", for: node, reads: [factors.buffer, image.buffer], writes: [products.buffer]
    ) { run in
      scaling.scale(run[image], by: run[factors], into: run[products], adds: false, in: run)
    }
    plan.activationStep(function, from: products, to: output, for: node)
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: products, delta, for: node)
      if let target = plan.contribution(to: 1, of: node) {
        let slot = target.slot
        plan.step(
          "delta", for: node, reads: [delta.buffer, factors.buffer, slot.buffer],
          writes: [slot.buffer]
        ) { run in
          scaling.scale(
            run[delta], by: run[factors], into: run[slot], adds: !target.isFirst, in: run)
        }
      }
      if let target = plan.contribution(of: node) {
        let slot = target.slot
        plan.step(
          "delta", for: node, reads: [delta.buffer, image.buffer, slot.buffer],
          writes: [slot.buffer]
        ) { run in
          scaling.sum(run[delta], run[image], into: run[slot], adds: !target.isFirst, in: run)
        }
      }
    }
  }
}
