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
  /// Images of a mini-batch: `batch` / `subdivisions`.
  public let imagesPerMiniBatch: Int
  /// Mini-batches from one update of the parameters to the next.
  public let miniBatchesPerUpdate: Int
  /// Values of an image's truth, as the losses want them; those that an image has not are 0.
  public let truthCount: Int
  /// Images the network has seen.
  public private(set) var seen: Int
  private var miniBatchCount = 0
  let plan: TrainingPlan
  let threads: ThreadPool
  let arena: Arena
  let parameters: ParameterMemory
  let truths: TruthMemory

  /// Bytes of the arena: activations, deltas and scratch.
  public var arenaByteCount: Int { plan.arenaByteCount(threadCount: threads.threadCount) }

  /// Makes a network ready to learn, from `weights` on.
  ///
  /// - Parameters:
  ///   - network: The network; its `[net]` says how.
  ///   - weights: The parameters it begins with.
  ///   - seen: Images it has seen before.
  ///   - threadCount: Threads the work is split over; as many as there are processors unless given.
  /// - Throws: `CfgError` at the line of a section or key that cannot be trained; `WeightsError`
  ///   when values cannot be read; `ModelError` when the network takes more memory than there is;
  ///   `KernelSetError` when the set that `DARKNET_SWIFT_KERNELS` names cannot be used.
  public init(
    _ network: Network, weights: NetworkWeights, seen: Int = 0, threadCount: Int? = nil
  ) throws {
    let settings = network.settings
    self.network = network
    self.seen = seen
    imagesPerMiniBatch = max(1, settings.batch / settings.subdivisions)
    miniBatchesPerUpdate = settings.subdivisions
    threads = ThreadPool(
      threadCount: threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
    plan = try TrainingPlan(
      network, images: imagesPerMiniBatch, kernels: .chosen(), firstLearning: 0)
    truthCount = plan.losses.map(\.truthCount).max() ?? 0
    let valueCount = plan.arenaValueCount(threadCount: threads.threadCount)
    guard Arena.isAvailable(valueCount: valueCount) else {
      throw ModelError(
        .tooLarge, network.file,
        "the system refuses the \(Wording.grouped(4 * valueCount)) bytes of memory training takes")
    }
    arena = Arena(valueCount: valueCount)
    truths = TruthMemory(
      images: imagesPerMiniBatch, countPerImage: truthCount, lossCount: plan.losses.count)
    parameters = ParameterMemory(count: plan.parameterCount)
    for array in plan.arrays { try read(array, from: weights) }
  }

  /// Learns from a mini-batch: runs forwards and backwards, and updates the parameters when their
  /// turn comes.
  ///
  /// - Parameters:
  ///   - images: C × H × W values of each image, one after another.
  ///   - truths: The images' truths one after another, all with as many values.
  /// - Returns: The cost of the mini-batch: the mean of the layers' that have one, each summed over
  ///   the images.
  /// - Throws: `ModelError.Code.wrongInput` where there are not as many values as the mini-batch has.
  public mutating func train(
    _ images: Span<Float>, truths: Span<Float>
  ) throws(ModelError) -> Double {
    try check(images, truths)
    threads.beginComputing()
    defer { threads.endComputing() }
    seen += imagesPerMiniBatch
    miniBatchCount += 1
    setInput(images)
    self.truths.set(truths)
    let context = context()
    for step in plan.steps { step.body(context) }
    if miniBatchCount % miniBatchesPerUpdate == 0 { update() }
    let costs = plan.losses.indices.map { self.truths.cost(of: $0) }
    return costs.isEmpty ? 0 : costs.reduce(0, +) / Double(costs.count)
  }
}
