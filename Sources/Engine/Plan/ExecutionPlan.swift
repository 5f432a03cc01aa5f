public import CfgParser

/// A network made ready to run: steps in order, prepared weights, and the layout of one arena.
///
/// The plan is immutable and shared by any number of sessions. It holds its own prepared copy of
/// the weights: what happens to the file later does not matter.
public struct ExecutionPlan: Sendable {
  /// The network it runs.
  public let network: Network
  /// How it was made.
  public let options: PlanOptions
  /// The name of the kernel set its steps use.
  public var kernelSetName: String { kernels.name }
  /// Threads its steps are split over.
  public var threadCount: Int { threads.threadCount }
  /// Bytes a session takes: activations, states and scratch.
  public var arenaByteCount: Int { arenaByteCount(batch: 1) }
  /// Bytes of prepared weights.
  public var weightByteCount: Int { steps.reduce(0) { $0 + $1.weightByteCount } }

  /// Bytes a session takes that runs `batch` images at a time, which share nothing but scratch.
  public func arenaByteCount(batch: Int) -> Int {
    let (activations, scratch) = (
      saturatingProduct(4, activationCount, max(0, batch)),
      4 * (sharedScratchCount + scratchCount * threadCount)
    )
    return activations > Int.max - scratch ? .max : activations + scratch
  }

  let steps: [PlanStep]
  /// Where the network's input goes.
  let input: Slot
  /// Where each layer's output is.
  let outputs: [Slot]
  /// The trees that layers' classes form, by layer.
  let trees: [Int: ClassTree]
  /// Heads whose slot holds the output of the layer before them.
  let rawHeads: Set<Int>
  /// What recurrent layers keep from one run to the next.
  let states: [Slot]
  /// What is placed in the arena: sizes and lifetimes.
  let buffers: [ArenaPlanner.Buffer]
  /// Offsets of the buffers in the arena, in values.
  let offsets: [Int]
  /// Values of the arena that hold activations and states; a batch has as many for every image.
  let activationCount: Int
  /// Scratch values the threads share.
  let sharedScratchCount: Int
  /// Scratch values each thread needs.
  let scratchCount: Int
  /// Bytes that making a layer's weights ready takes beside them, where most are taken.
  let preparationByteCount: Int
  /// What the plan and a session may take.
  let memoryLimit: MemoryLimit
  let threads: ThreadPool
  let kernels: KernelSet

  /// Prepares `network` with `weights`.
  ///
  /// - Throws: `CfgError` when a tree of classes that the cfg names cannot be used; `WeightsError`
  ///   when values cannot be read; `ModelError` when the network takes more memory than there is;
  ///   `PrecisionError` when the kernels cannot multiply in the precision that is wanted;
  ///   `KernelSetError` when the set that `DARKNET_SWIFT_KERNELS` names cannot be used;
  ///   `ConvolutionAlgorithmError` when `DARKNET_SWIFT_CONVOLUTION` names none.
  public init(_ network: Network, weights: NetworkWeights, options: PlanOptions = .init()) throws {
    var weights = weights
    weights.compatibility = network.compatibility
    let draft = try PlanDraft(network, weights, options)
    try self.init(
      draft.builder(draft.affordable(draft.options), weights: weights), limit: draft.limit,
      preparationByteCount: draft.preparationByteCount)
    try checkMemory(batch: 1)
  }

  /// Throws unless the machine has the memory that a session for `batch` images takes.
  ///
  /// - Throws: `ModelError.Code.tooLarge`, or `ModelError.Code.wrongBatch` for a number of images
  ///   that nobody runs at a time.
  func checkMemory(batch: Int) throws(ModelError) {
    let limit = 65_536
    guard (1...limit).contains(batch) else {
      throw ModelError(
        .wrongBatch, network.file,
        "a batch of \(Wording.grouped(batch)) images; it has from 1 to \(Wording.grouped(limit))")
    }
    try MemoryNeed(self, batch: batch).check(network, against: memoryLimit)
    let byteCount = arenaByteCount(batch: batch)
    guard Arena.isAvailable(valueCount: byteCount / 4) else {
      throw ModelError(
        .tooLarge, network.file,
        "the system refuses the \(Wording.grouped(byteCount)) bytes of memory a run takes",
        memory: .init(needed: byteCount, available: memoryLimit.available))
    }
  }

  /// Lowers the network's layers, and lays out the arena.
  init(
    _ builder: PlanBuilder, limit: MemoryLimit, preparationByteCount: Int
  ) throws(WeightsError) {
    var builder = builder
    for node in builder.network.nodes { try node.lowerable.lower(node, into: &builder) }
    (memoryLimit, self.preparationByteCount) = (limit, preparationByteCount)
    (network, options) = (builder.network, builder.options)
    (threads, kernels) = (builder.threads, builder.kernels)
    (steps, input, outputs) = (builder.steps, builder.input, builder.layerOutputs)
    (trees, rawHeads, states) = (builder.trees, builder.rawHeads, builder.states)
    buffers = Self.lifetimes(builder)
    let arena = ArenaPlanner(buffers)
    offsets = arena.offsets
    activationCount = ArenaPlanner.aligned(arena.count)
    sharedScratchCount = ArenaPlanner.aligned(steps.map(\.sharedScratchCount).max() ?? 0)
    scratchCount = ArenaPlanner.aligned(steps.map(\.scratchCount).max() ?? 0)
    assert(PlanVerifier(self).faults.isEmpty, PlanVerifier(self).faults.joined(separator: "\n"))
  }

  /// From the first step that touches a buffer to the last.
  ///
  /// What callers read lives to the end, and so does the input, for the next run. States live all
  /// the time.
  private static func lifetimes(_ builder: PlanBuilder) -> [ArenaPlanner.Buffer] {
    var first = Array(repeating: Int.max, count: builder.bufferCounts.count)
    var last = Array(repeating: 0, count: builder.bufferCounts.count)
    for slot in [builder.input] + builder.states { first[slot.buffer] = 0 }
    for (index, step) in builder.steps.enumerated() {
      for slot in step.reads + [step.writes] {
        first[slot.buffer] = min(first[slot.buffer], index)
        last[slot.buffer] = max(last[slot.buffer], index)
      }
    }
    let kept = readable(builder.layerOutputs, of: builder.network, builder.options)
    for slot in kept + [builder.input] + builder.states { last[slot.buffer] = builder.steps.count }
    return builder.bufferCounts.indices.map { buffer in
      let start = min(first[buffer], last[buffer])
      return .init(count: builder.bufferCounts[buffer], lifetime: start...last[buffer])
    }
  }

  /// The outputs that can be read after a run.
  var readableOutputs: [Slot] { Self.readable(outputs, of: network, options) }

  /// Those of heads and the network's own, or all if they are retained.
  private static func readable(
    _ outputs: [Slot], of network: Network, _ options: PlanOptions
  ) -> [Slot] {
    network.nodes
      .filter {
        options.retainsActivations || $0.layer.isDetectionHead || $0.index == network.outputIndex
      }
      .map { outputs[$0.index] }
  }
}

extension Layer {
  /// Whether boxes are decoded from the layer's output.
  var isDetectionHead: Bool { self is any HeadLayer }
}
