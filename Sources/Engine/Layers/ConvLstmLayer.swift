import CfgParser

extension ConvLstmLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let states = plan.states(of: node)
    let (hidden, cell) = (states[0], states[1])
    let seen = peephole ? cell : nil
    let forget = try gate("f", hidden, seen, .logistic, for: node, in: &plan)
    let input = try gate("i", hidden, seen, .logistic, for: node, in: &plan)
    let candidate = try gate("g", hidden, nil, .tanh, for: node, in: &plan)
    plan.cellSteps(cell, forget: forget, input: input, candidate: candidate, for: node)
    // This gate sees the new cell, which is limited only after.
    let output = try gate("o", hidden, seen, .logistic, for: node, in: &plan)
    plan.cellOutputSteps(hidden, cell: cell, gate: output, for: node)
    let limit = Float(stateConstrain)
    plan.step("limit ±\(stateConstrain)", for: node, reads: [cell], writes: cell) { run in
      clamp(run[cell], to: limit, kernels: run.kernels, threads: run.threads)
    }
  }

  /// φ(w(h) + u(x) + v(c)), for the gate of that letter; without the last term where there is no
  /// cell to see.
  private func gate(
    _ letter: String, _ hidden: Slot, _ cell: Slot?, _ activation: Activation,
    for node: Network.Node, in plan: inout PlanBuilder
  ) throws(WeightsError) -> Slot {
    var terms = [
      InnerTerm(part: "w\(letter)", layer: stateLayer, input: hidden),
      InnerTerm(part: "u\(letter)", layer: inputLayer, input: plan.input(of: node)),
    ]
    if let cell { terms.append(InnerTerm(part: "v\(letter)", layer: stateLayer, input: cell)) }
    return try plan.sumSteps(terms, activation, shape: hidden.shape, for: node)
  }
}
