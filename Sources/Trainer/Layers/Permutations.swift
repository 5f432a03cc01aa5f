import CfgParser
import Engine

extension TrainingPlanBuilder {
  /// Steps that rearrange the values of every image, forward and back; `sources` as for
  /// `Permutation`.
  mutating func permute(_ sources: [Int], for node: Network.Node) {
    let (input, output) = (input(of: node), output(of: node))
    let there = Permutation(sources, from: input.shape, to: output.shape).indices
    step("reorg", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      rearrange(run[input], into: run[output], indices: there, in: run)
    }
    backward(of: node) { delta, plan in
      guard let target = plan.contribution(of: node) else { return }
      var back = [Int32](repeating: 0, count: there.count)
      for (position, index) in there.enumerated() { back[Int(index)] = Int32(position) }
      let sums = target.isFirst ? target.slot : plan.slot(input.shape)
      let indices = back
      plan.step("delta", for: node, reads: [delta.buffer], writes: [sums.buffer]) { run in
        rearrange(run[delta], into: run[sums], indices: indices, in: run)
      }
      if !target.isFirst { plan.addStep(sums, to: target, for: node) }
    }
  }
}

private func rearrange(
  _ input: BatchTensor, into output: BatchTensor, indices: [Int32],
  in run: borrowing TrainingContext
) {
  for image in 0..<input.images {
    gather(
      input.image(image), into: output.image(image), indices: indices, threads: run.threads)
  }
}
