import CfgParser

/// One of the layers inside a recurrent one, and what it reads.
struct InnerTerm {
  /// Darknet's word for it, before the names of its arrays: `wz`, `input`.
  let part: String
  /// The layer.
  let layer: any InnerLowerable
  /// What it reads.
  let input: Slot
}

extension PlanBuilder {
  /// Memory for what the layer remembers, in the order of `stateShapes`.
  mutating func states(of node: Network.Node) -> [Slot] { node.stateShapes.map { state($0) } }

  /// Steps for the sum of what layers inside give, through an activation: where it is.
  ///
  /// All of them give the same `shape`; there is at least one.
  mutating func sumSteps(
    _ terms: [InnerTerm], _ activation: Activation = .linear, shape: Shape, for node: Network.Node
  ) throws(WeightsError) -> Slot {
    let sum = temporary(shape)
    for (index, term) in terms.enumerated() {
      let output = index == 0 ? sum : temporary(shape)
      try term.layer.addSteps(
        as: term.part, from: term.input, to: output, for: node, into: &self)
      if index > 0 { addStep(output, to: sum, for: node) }
    }
    activationStep(activation, on: sum, for: node)
    return sum
  }

  /// Steps of `[rnn]` and `[crnn]`: s = input(x) + self(s) (+ s), y = output(s).
  mutating func recurrenceSteps(
    input: any InnerLowerable, state: any InnerLowerable, output: any InnerLowerable,
    shortcut: Bool, for node: Network.Node
  ) throws(WeightsError) {
    let memory = states(of: node)[0]
    let terms = [
      InnerTerm(part: "input", layer: input, input: self.input(of: node)),
      InnerTerm(part: "self", layer: state, input: memory),
    ]
    let sum = try sumSteps(terms, shape: memory.shape, for: node)
    if shortcut {
      addStep(sum, to: memory, for: node)
    } else {
      copyStep(sum, to: memory, for: node)
    }
    try output.addSteps(
      as: "output", from: memory, to: self.output(of: node), for: node, into: &self)
  }

  /// Steps of the cell of an LSTM: c = forget ∘ c + input ∘ candidate.
  mutating func cellSteps(
    _ cell: Slot, forget: Slot, input: Slot, candidate: Slot, for node: Network.Node
  ) {
    multiplyStep(cell, by: forget, to: cell, for: node)
    multiplyStep(input, by: candidate, to: input, for: node)
    addStep(input, to: cell, for: node)
  }

  /// Steps of the output of an LSTM: h = gate ∘ tanh(c), which is what the layer gives.
  mutating func cellOutputSteps(
    _ hidden: Slot, cell: Slot, gate: Slot, for node: Network.Node
  ) {
    let squashed = temporary(cell.shape)
    copyStep(cell, to: squashed, for: node)
    activationStep(.tanh, on: squashed, for: node)
    multiplyStep(gate, by: squashed, to: hidden, for: node)
    copyStep(hidden, to: output(of: node), for: node)
  }
}
