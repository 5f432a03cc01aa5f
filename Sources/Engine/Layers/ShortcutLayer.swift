import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension ShortcutLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  /// Whether the layer adds one other of the same shape as it is, and looks at sums singly.
  func addsLayerOfItsShape(_ node: Network.Node) -> Bool {
    from.count == 1 && weightsType == .none && alpha == 1 && beta == 1
      && activation.isElementwise && node.inputShapes[1] == node.outputShape
  }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    guard !plan.isJoined(node) else { return }
    let output = plan.output(of: node)
    let factors = try factors(of: node, plan.weights)
    startStep(factors?[0], for: node, in: &plan)
    for index in 1..<node.inputs.count {
      let input = plan.input(index, of: node)
      let weight =
        factors.map { AccumulationWeight.perChannel($0[index]) }
        ?? .scaled(alpha: index == 1 ? alpha : 1, beta: beta)
      plan.step("plus layer \(from[index - 1])", for: node, reads: [input, output], writes: output)
      {
        run in
        accumulate(
          run[input], into: run[output], weight: weight, kernels: run.kernels, threads: run.threads)
      }
    }
    plan.activationStep(activation, on: output, for: node)
  }

  /// Brings the layer before into the output, times its own weights.
  private func startStep(
    _ factors: [Float]?, for node: Network.Node, in plan: inout PlanBuilder
  ) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    if let factors {
      let bias = [Float](repeating: 0, count: factors.count)
      plan.step("weighted layer before", for: node, reads: [input], writes: output) { run in
        affine(
          run[input], into: run[output], scale: factors, bias: bias, kernels: run.kernels,
          threads: run.threads)
      }
    } else if input != output {
      plan.copyStep(input, to: output, for: node)
    }
  }

  /// The weight of every input, for every channel; nil without weights.
  private func factors(
    of node: Network.Node, _ weights: NetworkWeights
  ) throws(WeightsError) -> [[Float]]? {
    guard weightsType != .none, let values = try weights.values("weights", of: node.index) else {
      return nil
    }
    let channels = node.outputShape.channels
    let raw = node.inputs.indices.map { input in
      weightsType == .perFeature
        ? [Float](repeating: values[input], count: channels)
        : Array(values[input * channels..<(input + 1) * channels])
    }
    return normalized(raw)
  }

  /// The weights of each channel brought to a sum near 1.
  ///
  /// - Reference: AlexeyAB's `blas.c`, `shortcut_multilayer_cpu`, and `network.c`,
  ///   `fuse_conv_batchnorm`, which replaces weights below 0.001 before it normalises; inference
  ///   always went through it.
  private func normalized(_ raw: [[Float]]) -> [[Float]] {
    guard weightsNormalization != .none else { return raw }
    let epsilon: Float = 1e-4
    var result = raw
    for channel in raw[0].indices {
      let values = raw.map { $0[channel] }
      let largest = values.max() ?? 0
      let terms = values.map { value in
        weightsNormalization == .relu
          ? max(value, 0.001) : exp(value - largest)
      }
      let sum = epsilon + terms.reduce(0, +)
      for input in terms.indices { result[input][channel] = terms[input] / sum }
    }
    return result
  }
}
