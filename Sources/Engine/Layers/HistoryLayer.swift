import CfgParser

extension HistoryLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, frames) = (plan.input(of: node), plan.states(of: node)[0])
    let count = input.shape.channels
    for age in stride(from: historySize - 1, to: 0, by: -1) {
      plan.copyStep(
        frames.channels(from: (age - 1) * count, count: count),
        to: frames.channels(from: age * count, count: count), for: node)
    }
    plan.copyStep(input, to: frames.channels(from: 0, count: count), for: node)
    plan.copyStep(frames, to: plan.output(of: node), for: node)
  }
}
