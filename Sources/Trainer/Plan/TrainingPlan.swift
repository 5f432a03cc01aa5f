import CfgParser
import Engine

/// A network made ready to learn: forward and backward steps in order, the order of its parameters
/// in memory, and the layout of one arena.
///
/// Unlike a plan for running, nothing is folded or fused across layers, and what backward steps
/// need again keeps its place until then.
struct TrainingPlan: Sendable {
  /// The network that learns.
  let network: Network
  /// Images of a mini-batch.
  let images: Int
  /// The kernels steps use.
  let kernels: KernelSet
  /// The steps of a mini-batch, forward ones first.
  let steps: [TrainingStep]
  /// Where the mini-batch's images go.
  let input: TrainingSlot
  /// The parameters of all layers.
  let arrays: [ParameterArray]
  /// Values of all parameters, and what lies between them.
  let parameterCount: Int
  /// The layers that have a loss, and how many values of truth each needs.
  let losses: [(layer: Int, truthCount: Int)]
  /// Sections that can have a loss, `[softmax]` with `noloss` among them: their costs' mean counts.
  var costCount: Int { max(1, network.nodes.count { $0.layer is any LossLayer }) }
  /// Offsets of the buffers in the arena, in values.
  let offsets: [Int]
  /// Values of each buffer.
  let bufferCounts: [Int]
  /// Values of the arena that hold activations, deltas and what layers keep.
  let activationCount: Int
  /// Scratch values each thread needs.
  let scratchCount: Int

  /// Makes the plan for mini-batches of `images`.
  ///
  /// - Throws: `CfgError` at the line of a section or key that cannot be trained.
  init(_ network: Network, images: Int, kernels: KernelSet, firstLearning: Int) throws {
    var builder = TrainingPlanBuilder(
      network, images: images, kernels: kernels, firstLearning: firstLearning)
    let trees = try network.readTrees()
    for node in network.nodes { try Self.add(node, tree: trees[node.index], to: &builder) }
    builder.addBackwardSteps()
    (self.network, self.images, self.kernels) = (network, images, kernels)
    (steps, input, arrays) = (builder.steps, builder.input, builder.arrays)
    parameterCount = builder.parameterValueCount
    losses = builder.losses.map { ($0.layer, $0.loss.truthCount) }
    let arena = ArenaPlanner(Self.lifetimes(builder))
    (offsets, bufferCounts) = (arena.offsets, builder.bufferCounts)
    activationCount = ArenaPlanner.aligned(arena.count)
    scratchCount = Scratch.roundedUp(steps.map(\.scratchCount).max() ?? 0)
  }

  /// Adds what a layer does, and its loss: heads have nothing but a loss.
  private static func add(
    _ node: Network.Node, tree: ClassTree?, to plan: inout TrainingPlanBuilder
  ) throws {
    for case .layer(let layer) in node.inputs
    where !(plan.network.nodes[layer].layer is any Trainable) {
      throw node.untrainable("cannot be trained, it reads layer \(layer), which has only a loss")
    }
    let loss = try plan.network.loss(of: node, tree: tree)
    if let layer = node.layer as? any Trainable {
      try layer.train(node, in: &plan)
    } else if loss == nil {
      throw node.untrainable("cannot be trained", help: "'detect', 'forward' and the like run it")
    }
    if let loss { plan.loss(loss, of: node) }
  }

  /// Values of the arena with scratch for that many threads.
  func arenaValueCount(threadCount: Int) -> Int { activationCount + threadCount * scratchCount }

  /// From the first step that touches a buffer to the last; the input is there before the first.
  private static func lifetimes(_ builder: TrainingPlanBuilder) -> [ArenaPlanner.Buffer] {
    var first = Array(repeating: Int.max, count: builder.bufferCounts.count)
    var last = Array(repeating: 0, count: builder.bufferCounts.count)
    first[builder.input.buffer] = 0
    for (index, step) in builder.steps.enumerated() {
      for buffer in step.reads + step.writes {
        first[buffer] = min(first[buffer], index)
        last[buffer] = max(last[buffer], index)
      }
    }
    return builder.bufferCounts.indices.map { buffer in
      .init(
        count: builder.bufferCounts[buffer],
        lifetime: min(first[buffer], last[buffer])...last[buffer])
    }
  }
}
