import CfgParser
import Engine

/// All memory of a trainer, taken once.
struct TrainingMemory: Sendable {
  /// Activations, deltas, what layers keep, and scratch.
  let arena: Arena
  /// Parameters and their updates.
  let parameters: ParameterMemory
  /// Truths, and what the losses found.
  let truths: TruthMemory

  /// Values of the arena.
  let arenaValueCount: Int

  /// The memory of a plan, and of the same network's plans for inputs of other sizes, whose steps
  /// are split over that many threads; with that of Adam where it is wanted.
  ///
  /// - Throws: `ModelError.Code.tooLarge` where that is more than `limit` leaves, with both numbers,
  ///   or the system refuses it.
  init(
    _ plan: TrainingPlan, sizes: some Sequence<TrainingPlan>, threadCount: Int, adam: Bool,
    limit: MemoryLimit
  ) throws(ModelError) {
    let valueCount = sizes.reduce(plan.arenaValueCount(threadCount: threadCount)) {
      max($0, $1.arenaValueCount(threadCount: threadCount))
    }
    let truthCount = plan.losses.map(\.truthCount).max() ?? 0
    let parameterCount = ParameterMemory.partCount(hasMoments: adam) * plan.parameterCount
    let needed = 4 * (valueCount + parameterCount + plan.images * truthCount)
    guard needed <= limit.available else {
      throw ModelError(
        .tooLarge, plan.network.file,
        """
        training takes \(Wording.grouped(4 * parameterCount)) bytes for parameters and \
        \(Wording.grouped(needed - 4 * parameterCount)) for a mini-batch, \(limit.phrase)
        """, help: "more subdivisions, or a smaller width and height, take less",
        memory: MemoryShortage(needed: needed, available: limit.available))
    }
    guard Arena.isAvailable(valueCount: valueCount + parameterCount) else {
      throw ModelError(
        .tooLarge, plan.network.file,
        """
        the system refuses the \(Wording.grouped(4 * valueCount)) bytes of memory training takes
        """, help: "more subdivisions take less")
    }
    arena = Arena(valueCount: valueCount)
    arenaValueCount = valueCount
    parameters = ParameterMemory(count: plan.parameterCount, hasMoments: adam)
    truths = TruthMemory(
      images: plan.images, countPerImage: truthCount, lossCount: plan.losses.count)
  }

  /// Fills the parameters from the weights; what they lack begins at 0.
  func read(_ weights: NetworkWeights, for plan: TrainingPlan) throws(WeightsError) {
    for array in plan.arrays {
      let block = WeightBlock(array.name, count: array.count)
      let node = plan.network.nodes[array.layer]
      guard let values = try weights.values(of: block, node) else { continue }
      parameters.set(array, to: values)
    }
  }
}
