import CfgParser

extension SamLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    plan.productStep(of: 0, by: 1, "times layer \(from)", for: node)
    plan.activationStep(activation, on: plan.output(of: node), for: node)
  }
}

extension PlanBuilder {
  /// A step that multiplies the input of position `image` by that of position `factors`.
  mutating func productStep(
    of image: Int, by factors: Int, _ name: String, for node: Network.Node
  ) {
    let (image, factors) = (input(image, of: node), input(factors, of: node))
    let output = output(of: node)
    step(name, for: node, reads: [image, factors], writes: output) { run in
      multiply(
        run[image], by: run[factors], into: run[output], kernels: run.kernels,
        threads: run.threads)
    }
  }
}
