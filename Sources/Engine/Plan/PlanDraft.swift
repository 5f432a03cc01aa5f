import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Works out what a plan takes before it is made.
///
/// A draft is the plan itself, with the same steps and the same arena, made without reading weights
/// and without keeping room for them: it costs some milliseconds and hardly any memory.
struct PlanDraft {
  /// The options, with the algorithm that the environment forces.
  let options: PlanOptions
  /// What the plan and a session may take.
  let limit: MemoryLimit
  /// Bytes that making a layer's weights ready takes beside them, where most are taken.
  let preparationByteCount: Int
  private let network: Network
  private let kernels: KernelSet
  private let threads: ThreadPool
  private let trees: [Int: ClassTree]

  /// Settles what the plan runs on.
  ///
  /// - Throws: What keeps a plan from being made, but for faults of the weights.
  init(_ network: Network, _ weights: NetworkWeights, _ options: PlanOptions) throws {
    limit = MemoryLimit(stated: options.memoryLimit)
    try MemoryNeed(atLeastFor: network, keepsWeights: options.keepsWeights)
      .check(network, against: limit)
    var options = options
    options.convolutionAlgorithm = try options.convolutionAlgorithm ?? .forced()
    threads = ThreadPool(
      threadCount: options.threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
    kernels = try KernelSet.chosen()
    guard kernels.multiplying(in: options.precision) != nil else {
      throw PrecisionError(options.precision, kernels: kernels)
    }
    preparationByteCount = weights.preparationByteCount(
      for: network, kernels: kernels, threadCount: threads.threadCount,
      precision: options.precision)
    (self.network, self.options, trees) = (network, options, try network.readTrees())
  }

  /// The options with which the plan fits into the limit: those given, or the same with the
  /// smallest weights there are.
  ///
  /// A plan that reads its weights in the run is as cheap as its draft, so it needs none.
  ///
  /// - Throws: `ModelError.Code.tooLarge` where even those are too many.
  func affordable(_ options: PlanOptions) throws -> PlanOptions {
    guard options.keepsWeights else { return options }
    if try need(options).byteCount <= limit.available { return options }
    var smallest = options
    smallest.weightByteLimit = 0
    try need(smallest).check(network, against: limit)
    return smallest
  }

  /// What a plan with these options takes.
  ///
  /// Tuning would take time, and what it chooses has to be affordable, too.
  func need(_ options: PlanOptions) throws(WeightsError) -> MemoryNeed {
    var untuned = options
    untuned.tunes = false
    let builder = builder(untuned, weights: NetworkWeights(randomFor: network), isDraft: true)
    return MemoryNeed(
      try ExecutionPlan(builder, limit: limit, preparationByteCount: preparationByteCount))
  }

  /// What makes the plan.
  func builder(
    _ options: PlanOptions, weights: NetworkWeights, isDraft: Bool = false
  ) -> PlanBuilder {
    PlanBuilder(
      network, weights: weights, kernels: kernels,
      threads: isDraft ? ThreadPool(idleInPlaceOf: threads) : threads, options: options,
      limit: limit, isDraft: isDraft, trees: trees)
  }
}
