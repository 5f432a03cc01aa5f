import CfgParser

/// Bytes a plan and one session of it take, held against what there is before they are allocated.
struct MemoryNeed: Sendable, Hashable {
  /// Bytes of prepared weights.
  let weightByteCount: Int
  /// Bytes of the prepared weights of the layer that has most.
  let largestWeightByteCount: Int
  /// Bytes of activations, states and scratch.
  let arenaByteCount: Int
  /// Bytes that are taken beside the weights of a layer while they are made ready, where most are.
  let preparationByteCount: Int
  /// Images that run together.
  let batch: Int
  /// Whether weights are made ready once, before there is an arena, or while the network runs.
  private let keepsWeights: Bool

  /// What is known before weights are prepared; a plan takes no less.
  ///
  /// It counts the weights of every layer, or the largest of those that are not kept, the states of
  /// every layer, and the largest layer's input and output.
  init(atLeastFor network: Network, keepsWeights: Bool = true) {
    let counts = network.nodes.map { node in
      4 * network.parameterNode(of: node).parameterCount(in: .alexeyab)
    }
    largestWeightByteCount = counts.max() ?? 0
    let kept = zip(network.nodes, counts).filter { keepsWeights || $0.0.alwaysKeepsWeights }
    let read = zip(network.nodes, counts).filter { !keepsWeights && !$0.0.alwaysKeepsWeights }
    weightByteCount = kept.reduce(0) { $0 + $1.1 } + (read.map(\.1).max() ?? 0)
    let values = network.nodes.map { $0.inputShapes[0].count + $0.outputShape.count }
    let states = network.nodes.flatMap(\.stateShapes)
    arenaByteCount = 4 * ((values.max() ?? 0) + states.reduce(0) { $0 + $1.count })
    (batch, preparationByteCount, self.keepsWeights) = (1, 0, keepsWeights)
  }

  /// What a finished plan takes, with one session of `batch` images; of weights that are not kept
  /// there are those of one step at a time.
  init(_ plan: ExecutionPlan, batch: Int = 1) {
    let kept = plan.steps.filter { $0.preparation == nil }.map(\.weightByteCount)
    let read = plan.steps.filter { $0.preparation != nil }.map(\.weightByteCount)
    largestWeightByteCount = max(kept.max() ?? 0, read.max() ?? 0)
    weightByteCount = kept.reduce(0, +) + (read.max() ?? 0)
    arenaByteCount = plan.arenaByteCount(batch: batch)
    preparationByteCount = plan.preparationByteCount
    (self.batch, keepsWeights) = (batch, plan.options.keepsWeights)
  }

  /// Bytes of activations and of what is needed to make weights ready, so far as there are both at
  /// one time.
  var workByteCount: Int {
    guard keepsWeights else { return Self.sum(arenaByteCount, preparationByteCount) }
    return max(arenaByteCount, preparationByteCount)
  }

  /// All of it.
  var byteCount: Int { Self.sum(weightByteCount, workByteCount) }

  /// Throws where it is more than is left.
  ///
  /// - Throws: `ModelError.Code.tooLarge`.
  func check(_ network: Network, against limit: MemoryLimit) throws(ModelError) {
    guard byteCount > limit.available else { return }
    throw ModelError(
      .tooLarge, network.file,
      """
      the network takes \(Wording.grouped(weightByteCount)) bytes for weights and \
      \(Wording.grouped(workByteCount)) for activations, \(limit.phrase)
      """, help: help(limit), memory: .init(needed: byteCount, available: limit.available))
  }

  private func help(_ limit: MemoryLimit) -> String? {
    let remedies = [
      weightByteCount >= workByteCount
        ? nil
        : batch > 1 ? "a smaller batch takes less" : "a smaller width and height take less",
      limit.source == .stated ? "--max-memory allows more" : nil,
    ].compactMap(\.self)
    return remedies.isEmpty ? nil : Wording.list(remedies, "or")
  }

  private static func sum(_ first: Int, _ second: Int) -> Int {
    let (sum, overflows) = first.addingReportingOverflow(second)
    return overflows ? .max : sum
  }
}

extension Network.Node {
  /// Whether the layer's weights are made ready once, also in a plan that keeps no others.
  fileprivate var alwaysKeepsWeights: Bool {
    switch layer {
    case let layer as ConvolutionalLayer: layer.xnor
    case is DeconvolutionalLayer, is ImplicitLayer: true
    default: false
    }
  }
}
