import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Bytes a plan and one session of it take, held against the machine before they are allocated.
struct MemoryNeed: Sendable, Hashable {
  /// Bytes of prepared weights.
  let weightByteCount: Int
  /// Bytes of the prepared weights of the layer that has most.
  let largestWeightByteCount: Int
  /// Bytes of activations, states and scratch.
  let arenaByteCount: Int
  /// Images that run together.
  let batch: Int

  /// What is known before weights are prepared; a plan takes no less.
  ///
  /// It counts the weights of every layer, or of the largest where they are not kept, the states of
  /// every layer, and the largest layer's input and output.
  init(atLeastFor network: Network, keepsWeights: Bool = true) {
    let counts = network.nodes.map { node in
      4 * network.parameterNode(of: node).parameterCount(in: .alexeyab)
    }
    largestWeightByteCount = counts.max() ?? 0
    weightByteCount = keepsWeights ? counts.reduce(0, +) : largestWeightByteCount
    let values = network.nodes.map { $0.inputShapes[0].count + $0.outputShape.count }
    let states = network.nodes.flatMap(\.stateShapes)
    arenaByteCount = 4 * ((values.max() ?? 0) + states.reduce(0) { $0 + $1.count })
    batch = 1
  }

  /// What a finished plan takes, with one session of `batch` images; of weights that are not kept
  /// there are those of one step at a time.
  init(_ plan: ExecutionPlan, batch: Int = 1) {
    let kept = plan.steps.filter { $0.preparation == nil }.map(\.weightByteCount)
    let read = plan.steps.filter { $0.preparation != nil }.map(\.weightByteCount)
    largestWeightByteCount = max(kept.max() ?? 0, read.max() ?? 0)
    weightByteCount = kept.reduce(0, +) + (read.max() ?? 0)
    arenaByteCount = plan.arenaByteCount(batch: batch)
    self.batch = batch
  }

  /// Throws where there is more than the machine has, which is its physical memory unless given.
  ///
  /// - Throws: `ModelError.Code.tooLarge`.
  func check(
    _ network: Network,
    against limit: Int = Int(clamping: ProcessInfo.processInfo.physicalMemory)
  ) throws(ModelError) {
    guard weightByteCount + arenaByteCount > limit else { return }
    let remedy =
      batch > 1 ? "a smaller batch takes less" : "a smaller width and height take less"
    throw ModelError(
      .tooLarge, network.file,
      """
      the network takes \(Wording.grouped(weightByteCount)) bytes for weights and \
      \(Wording.grouped(arenaByteCount)) for activations, the machine has \(Wording.grouped(limit))
      """,
      help: weightByteCount < arenaByteCount ? remedy : nil)
  }
}
