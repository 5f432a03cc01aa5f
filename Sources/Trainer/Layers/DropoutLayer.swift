import CfgParser
import Engine

extension DropoutLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let probability = try probability(of: node, in: plan.network)
    let drops = Dropping(probability: probability, layer: node.index)
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    plan.step("drop", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      add(run[input], to: run[output], isFirst: true, in: run)
      drops.apply(to: run[output], in: run)
    }
    plan.backward(of: node) { delta, plan in
      plan.step("drop", for: node, reads: [delta.buffer], writes: [delta.buffer]) { run in
        drops.apply(to: run[delta], in: run)
      }
      guard let target = plan.contribution(of: node) else { return }
      plan.addStep(delta, to: target, for: node)
    }
  }

  /// The share of values that are dropped; darknet's default is 0.5.
  private func probability(
    of node: Network.Node, in network: Network
  ) throws(CfgError) -> Float {
    var options = network.reader(of: node)
    let probability = try options.float("probability", default: 0.5)
    try options.refuse("dropblock", unless: 0)
    guard (0..<1).contains(probability) else {
      throw options.fault(
        "probability", "is out of range; [dropout] takes a probability of at least 0 and below 1")
    }
    return probability
  }
}
