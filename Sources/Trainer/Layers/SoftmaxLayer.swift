import CfgParser
import Engine

extension SoftmaxLayer: Trainable {
  /// Where another loss reads the probabilities, what comes back from it passes as it is: Darknet
  /// does not differentiate them.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let count = input.shape.count
    let size = count / groups
    let tree = try node.readTree()
    let parts = tree?.groups ?? (0..<groups).map { $0 * size..<($0 + 1) * size }
    let temperature = temperature
    plan.step("softmax", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      let (from, to, kernels) = (run[input], run[output], run.kernels)
      for image in 0..<run.images {
        let values = unsafe to.values + image * count
        unsafe planar(from.image(image), into: values, threads: run.threads)
        for part in parts {
          let group = unsafe values + part.lowerBound
          unsafe softmax(
            group, into: group, groups: 1, groupSize: part.count, temperature: temperature,
            kernels: kernels)
        }
      }
    }
    plan.backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      plan.addImageStep(delta, from: 0, to: target, for: node)
    }
  }
}

extension TrainingPlanBuilder {
  /// A step that brings a part of a vector, in Darknet's order, to the delta of an image.
  mutating func addImageStep(
    _ vector: TrainingSlot, from start: Int, to target: Contribution, for node: Network.Node
  ) {
    let slot = target.slot
    let image = target.isFirst ? slot : self.slot(slot.shape)
    step("delta", for: node, reads: [vector.buffer], writes: [image.buffer]) { run in
      let (from, to) = (run[vector], run[image])
      for index in 0..<run.images {
        unsafe interleave(
          from.values + index * from.shape.count + start, into: to.image(index),
          threads: run.threads)
      }
    }
    if !target.isFirst { addStep(image, to: target, for: node) }
  }
}
