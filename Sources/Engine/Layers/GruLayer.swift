import CfgParser

extension GruLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let hidden = plan.states(of: node)[0]
    let update = try gate("z", hidden, .logistic, for: node, in: &plan)
    let reset = try gate("r", hidden, .logistic, for: node, in: &plan)
    plan.multiplyStep(reset, by: hidden, to: reset, for: node)
    let candidate = try gate("h", reset, tanh ? .tanh : .logistic, for: node, in: &plan)
    // z ∘ h + (1 − z) ∘ c is c + z ∘ (h − c).
    plan.addStep(candidate, times: -1, to: hidden, for: node)
    plan.multiplyStep(hidden, by: update, to: hidden, for: node)
    plan.addStep(candidate, to: hidden, for: node)
    plan.copyStep(hidden, to: plan.output(of: node), for: node)
  }

  /// φ(u · x + w · state), for the gate of that letter.
  private func gate(
    _ letter: String, _ state: Slot, _ activation: Activation, for node: Network.Node,
    in plan: inout PlanBuilder
  ) throws(WeightsError) -> Slot {
    let terms = [
      InnerTerm(part: "u\(letter)", layer: layer, input: plan.input(of: node)),
      InnerTerm(part: "w\(letter)", layer: layer, input: state),
    ]
    return try plan.sumSteps(terms, activation, shape: state.shape, for: node)
  }
}
