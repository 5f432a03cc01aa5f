public import CfgParser
public import Engine

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A network while it learns: its parameters, what is left of earlier updates, its rolling
/// statistics, and one arena; a mini-batch at a time.
///
/// All memory is taken when it is made; a mini-batch allocates nothing and cannot fail. The bits are
/// the same for any number of threads. A trainer is noncopyable, so the compiler sees to it that
/// nobody uses it twice at once.
public struct Trainer: ~Copyable, Sendable {
  /// The network that learns.
  public let network: Network
  /// What its cfg says of training.
  public let settings: TrainingSettings
  /// Images of a mini-batch.
  public var imagesPerMiniBatch: Int { plan.images }
  /// Mini-batches from one update of the parameters to the next.
  public let miniBatchesPerUpdate: Int
  /// Values of an image's truth, as the losses want them.
  public var truthCount: Int { memory.truths.countPerImage }
  /// Images the network has seen.
  public private(set) var seen: Int
  /// Steps of training so far, by the images seen.
  public var iteration: Int { seen / imagesPerUpdate }
  /// Images from one update of the parameters to the next.
  public var imagesPerUpdate: Int { imagesPerMiniBatch * miniBatchesPerUpdate }
  private var miniBatchCount = 0
  private var updateCount = 0
  private(set) var updates: [LayerUpdate]
  private let layerUpdates: LayerUpdates
  /// Mini-batches and updates so far.
  var counts: (miniBatches: Int, updates: Int) { (miniBatchCount, updateCount) }
  let schedule: RateSchedule
  private let plans: [InputSize: TrainingPlan]
  private(set) var plan: TrainingPlan
  let threads: ThreadPool
  let memory: TrainingMemory

  /// Threads its steps are split over.
  public var threadCount: Int { threads.threadCount }
  /// The name of the kernel set its steps use.
  public var kernelSetName: String { plan.kernels.name }
  /// The shape of the images it learns from at present.
  public var inputShape: Shape { plan.network.inputShape }
  /// Bytes of the arena, which is large enough for every size of the input: activations, deltas and scratch.
  public var arenaByteCount: Int { 4 * memory.arenaValueCount }

  /// Images of a mini-batch at most.
  private static let imageLimit = 65_536
  /// Images seen before at most: far below what overflows, far above what anybody trains.
  private static let seenLimit = 1 << 48

  /// Makes a network ready to learn, from `weights` on.
  ///
  /// - Parameters:
  ///   - network: The network; its `[net]` says how.
  ///   - weights: The parameters it begins with.
  ///   - seen: Images it has seen before.
  ///   - batch: Images of a step, all at once, instead of what the cfg says.
  ///   - sizes: What ``resize(to:)`` will be asked for, besides the size of the cfg, with which it
  ///     begins.
  ///   - threadCount: Threads the work is split over; as many as there are processors unless given.
  ///   - memoryLimit: Bytes it may take; what the machine or the container has unless given.
  /// - Throws: `CfgError` at the line of a section or key that cannot be trained, or not at one of
  ///   the sizes; `WeightsError`
  ///   when values cannot be read; `ModelError` when the network takes more memory than there is, or
  ///   mini-batches and images seen are beyond what is counted;
  ///   `KernelSetError` when the set that `DARKNET_SWIFT_KERNELS` names cannot be used.
  public init(
    _ network: Network, weights: NetworkWeights, seen: Int = 0, batch: Int? = nil,
    sizes: [InputSize] = [], threadCount: Int? = nil, memoryLimit: Int? = nil
  ) throws {
    let settings = try TrainingSettings(network)
    let images = batch ?? settings.miniBatch
    guard (1...Self.imageLimit).contains(images), (0...Self.seenLimit).contains(seen) else {
      throw ModelError(
        .wrongInput, network.file,
        "\(images) images at once, \(seen) seen before: training takes 1 to "
          + "\(Wording.grouped(Self.imageLimit)), and counts to \(Wording.grouped(Self.seenLimit))")
    }
    let layerUpdates = LayerUpdates(network, settings)
    let threads = ThreadPool(
      threadCount: threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
    let kernels = try KernelSet.chosen()
    func plan(_ network: Network) throws -> TrainingPlan {
      try TrainingPlan(
        network, images: images, kernels: kernels, firstLearning: layerUpdates.firstLearning)
    }
    let own = try plan(network)
    var plans = [InputSize(network): own]
    for size in sizes where plans[size] == nil { plans[size] = try plan(network.resized(to: size)) }
    let memory = try TrainingMemory(
      own, sizes: plans.values, threadCount: threads.threadCount,
      adam: settings.optimizer.adam != nil, limit: MemoryLimit(stated: memoryLimit))
    try memory.read(weights, for: own)
    miniBatchesPerUpdate = batch == nil ? settings.subdivisions : 1
    (self.network, self.settings, self.seen) = (network, settings, seen)
    (self.threads, self.plans, self.plan, self.memory) = (threads, plans, own, memory)
    schedule = RateSchedule(settings.rate, compatibility: network.compatibility)
    updates = network.nodes.indices.map { layerUpdates.update(of: $0, at: 0) }
    self.layerUpdates = layerUpdates
  }

  /// Learns from a mini-batch: runs forwards and backwards, and updates the parameters when their
  /// turn comes.
  ///
  /// - Parameters:
  ///   - images: C × H × W values of each image, one after another.
  ///   - truths: The images' truths one after another, all with as many values.
  /// - Returns: The cost of the mini-batch: the mean of those of all sections that can have one, each
  ///   summed over the images.
  /// - Throws: `ModelError.Code.wrongInput` where there are not as many values as the mini-batch has.
  public mutating func train(
    _ images: Span<Float>, truths: Span<Float>
  ) throws(ModelError) -> Double {
    try check(images, truths)
    threads.beginComputing()
    defer { threads.endComputing() }
    seen += imagesPerMiniBatch
    for layer in updates.indices {
      updates[layer] = layerUpdates.update(of: layer, at: iteration)
    }
    miniBatchCount += 1
    setInput(images)
    memory.truths.set(truths)
    let context = context()
    for step in plan.steps where !step.isBackward || updates[step.layer].hasGradient {
      step.body(context)
    }
    if miniBatchCount.isMultiple(of: miniBatchesPerUpdate) { update() }
    let cost = plan.losses.indices.reduce(0) { $0 + memory.truths.cost(of: $1) }
    return cost / Double(plan.costCount)
  }

  /// Learns from images of another size from now on; parameters and what is left of earlier updates
  /// stay as they are, and no memory is taken.
  ///
  /// - Throws: `ModelError.Code.wrongInput` for a size that the trainer was not made for.
  /// - Reference: darknet `network.c`, `resize_network`.
  public mutating func resize(to size: InputSize) throws(ModelError) {
    guard let plan = plans[size] else {
      throw ModelError(
        .wrongInput, network.file,
        "the trainer was not made for images of \(size.width)×\(size.height)")
    }
    self.plan = plan
  }

  /// The rate of learning at this iteration, before the factors of layers.
  public var rate: Float { schedule.rate(at: iteration) }

  /// Takes up the counts of a run that stopped.
  mutating func resume(miniBatches: Int, updates: Int) {
    (miniBatchCount, updateCount) = (miniBatches, updates)
  }

  /// Updates the parameters with what has come to them.
  private mutating func update() {
    updateCount += 1
    let rate = schedule.rate(at: iteration)
    for array in plan.arrays where array.role != .statistic {
      update(array, rate: rate, step: updateCount)
    }
  }
}
