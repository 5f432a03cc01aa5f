import CfgParser

extension RnnLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    try plan.recurrenceSteps(
      input: inputLayer, state: selfLayer, output: outputLayer, shortcut: shortcut, for: node)
  }
}
