import CfgParser

extension LstmLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let states = plan.states(of: node)
    let (hidden, cell) = (states[0], states[1])
    let forget = try gate("f", hidden, .logistic, for: node, in: &plan)
    let input = try gate("i", hidden, .logistic, for: node, in: &plan)
    let candidate = try gate("g", hidden, .tanh, for: node, in: &plan)
    let output = try gate("o", hidden, .logistic, for: node, in: &plan)
    plan.cellSteps(cell, forget: forget, input: input, candidate: candidate, for: node)
    plan.cellOutputSteps(hidden, cell: cell, gate: output, for: node)
  }

  /// φ(w · h + u · x), for the gate of that letter.
  private func gate(
    _ letter: String, _ hidden: Slot, _ activation: Activation, for node: Network.Node,
    in plan: inout PlanBuilder
  ) throws(WeightsError) -> Slot {
    let terms = [
      InnerTerm(part: "w\(letter)", layer: layer, input: hidden),
      InnerTerm(part: "u\(letter)", layer: layer, input: plan.input(of: node)),
    ]
    return try plan.sumSteps(terms, activation, shape: hidden.shape, for: node)
  }
}
