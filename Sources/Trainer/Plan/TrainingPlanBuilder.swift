import CKernels
import CfgParser
import Engine

/// What layers talk to when they say how they learn: it hands out memory and parameters, and
/// collects steps.
///
/// Layers are asked in the order of the network and add forward steps at once. What they leave for
/// the way back is asked in the opposite order when all of them are known, so that every delta is
/// complete when its layer's turn comes, and the first who has something for it writes, not adds.
struct TrainingPlanBuilder {
  /// Plans the backward steps of a layer, whose delta is given.
  typealias Backward = (_ delta: TrainingSlot, _ plan: inout TrainingPlanBuilder) -> Void

  /// Where a backward step leaves what it has for a delta.
  struct Contribution: Sendable, Hashable {
    /// The delta.
    let slot: TrainingSlot
    /// Whether nothing is there yet: the step writes what it else would add.
    let isFirst: Bool
  }

  /// The network the plan is for.
  let network: Network
  /// Images of a mini-batch.
  let images: Int
  /// The kernels steps use.
  let kernels: KernelSet
  /// The first layer that learns from what comes from behind: those before lie at a `stopbackward`
  /// or before it.
  let firstLearning: Int

  /// Values of every buffer.
  private(set) var bufferCounts: [Int]
  /// The steps so far, in the order they run.
  private(set) var steps: [TrainingStep] = []
  /// The parameters of all layers.
  private(set) var arrays: [ParameterArray] = []
  /// The losses, in the order of their layers.
  private(set) var losses: [(layer: Int, loss: any Loss)] = []
  /// Where the mini-batch's images go.
  let input: TrainingSlot
  private var isGoingBack = false
  private var parameterCount = 0
  private var outputs: [Int: TrainingSlot] = [:]
  private var deltas: [Int: TrainingSlot] = [:]
  private var backwards: [(node: Network.Node, plan: Backward)] = []
  private var learns: Set<Int> = []

  init(_ network: Network, images: Int, kernels: KernelSet, firstLearning: Int) {
    (self.network, self.images, self.kernels) = (network, images, kernels)
    self.firstLearning = firstLearning
    input = TrainingSlot(buffer: 0, shape: network.inputShape)
    bufferCounts = [images * network.inputShape.count]
  }

  // MARK: Memory

  /// Where the layer finds its input number `index`.
  mutating func input(_ index: Int = 0, of node: Network.Node) -> TrainingSlot {
    guard case .layer(let layer) = node.inputs[index] else { return input }
    return output(of: network.nodes[layer])
  }

  /// Where the layer's output goes.
  mutating func output(of node: Network.Node) -> TrainingSlot {
    if let slot = outputs[node.index] { return slot }
    let slot =
      isPassedThrough(node)
      ? TrainingSlot(buffer: input(of: node).buffer, shape: node.outputShape)
      : slot(node.outputShape)
    outputs[node.index] = slot
    return slot
  }

  /// A buffer for activations or deltas of a mini-batch.
  mutating func slot(_ shape: Shape) -> TrainingSlot {
    TrainingSlot(buffer: buffer(images * shape.count), shape: shape)
  }

  /// A buffer of `count` values.
  mutating func buffer(_ count: Int) -> Int {
    bufferCounts.append(count)
    return bufferCounts.count - 1
  }

  // MARK: Parameters

  /// An array of the layer's parameters.
  mutating func parameters(
    _ name: String, of node: Network.Node, count: Int, role: ParameterArray.Role,
    layout: ParameterLayout = .plain
  ) -> ParameterArray {
    learns.insert(node.index)
    let owner = network.parameterNode(of: node).index
    if let known = arrays.first(where: { $0.layer == owner && $0.name == name }) { return known }
    let array = ParameterArray(
      layer: owner, name: name, count: count, role: role, layout: layout, offset: parameterCount)
    arrays.append(array)
    // Kernels read whole panels of biases.
    let padding = role == .weights ? 0 : kernels.table.panelWidth
    parameterCount += Scratch.roundedUp(array.storedCount + padding)
    return array
  }

  /// Values of all parameters, and what lies between them.
  var parameterValueCount: Int { parameterCount }

  // MARK: Steps

  /// Adds a step, as `TrainingStep` describes it.
  mutating func step(
    _ name: String, for node: Network.Node, reads: [Int], writes: [Int], scratchCount: Int = 0,
    body: @escaping TrainingBody
  ) {
    steps.append(
      TrainingStep(
        name: name, layer: node.index, isBackward: isGoingBack, reads: reads, writes: writes,
        scratchCount: scratchCount,
        body: body))
  }

  /// Leaves word of how the layer's backward steps are planned, if a delta reaches it.
  mutating func backward(of node: Network.Node, _ plan: @escaping Backward) {
    backwards.append((node, plan))
  }

  /// Adds a loss that reads `input`, the first input of `node`.
  mutating func loss(_ loss: any Loss, of node: Network.Node) {
    let number = losses.count
    losses.append((node.index, loss))
    lossBackwards.append((node, loss, number))
  }

  private var lossBackwards: [(node: Network.Node, loss: any Loss, number: Int)] = []

  /// Where a backward step of `node` leaves the delta of its input number `index`; nil where
  /// nobody wants to know.
  mutating func contribution(to index: Int = 0, of node: Network.Node) -> Contribution? {
    guard case .layer(let layer) = node.inputs[index], let root = root(of: layer),
      root >= firstLearning, wantsDelta(root)
    else { return nil }
    if let slot = deltas[root] { return Contribution(slot: slot, isFirst: false) }
    let slot = slot(network.nodes[root].outputShape)
    deltas[root] = slot
    return Contribution(slot: slot, isFirst: true)
  }

  /// Adds all backward steps; layers have been asked.
  mutating func addBackwardSteps() {
    let planned = Dictionary(grouping: backwards) { $0.node.index }
    for node in network.nodes.reversed() {
      for (_, loss, number) in lossBackwards where lossBackwards[number].node.index == node.index {
        addLossStep(loss, number: number, for: node)
      }
      guard node.index >= firstLearning, let delta = deltas[node.index] else { continue }
      isGoingBack = true
      for backward in planned[node.index] ?? [] { backward.plan(delta, &self) }
      isGoingBack = false
    }
  }

  private mutating func addLossStep(_ loss: any Loss, number: Int, for node: Network.Node) {
    let input = input(of: node)
    let target = contribution(of: node)
    // The loss is wanted even where no delta is.
    let found = target.map { $0.isFirst ? $0.slot : slot(input.shape) } ?? slot(input.shape)
    step("loss", for: node, reads: [input.buffer], writes: [found.buffer]) { run in
      evaluate(loss, number: number, of: run[input], into: run[found], in: run)
    }
    guard let target, !target.isFirst else { return }
    addStep(found, to: target, for: node)
  }

  /// A step that brings values as they are to a delta.
  mutating func addStep(_ values: TrainingSlot, to target: Contribution, for node: Network.Node) {
    let slot = target.slot
    step("delta", for: node, reads: [values.buffer, slot.buffer], writes: [slot.buffer]) { run in
      add(run[values], to: run[slot], isFirst: target.isFirst, in: run)
    }
  }

  // MARK: Which layers learn

  private func isPassedThrough(_ node: Network.Node) -> Bool {
    (node.layer as? any Trainable)?.isPassedThrough(node) ?? false
  }

  /// The layer whose memory a layer's output is; nil for the network's input.
  private func root(of layer: Int) -> Int? {
    var layer = layer
    while isPassedThrough(network.nodes[layer]) {
      guard case .layer(let before) = network.nodes[layer].inputs[0] else { return nil }
      layer = before
    }
    return layer
  }

  /// Whether the layer, or one before it, has parameters.
  private mutating func wantsDelta(_ layer: Int) -> Bool {
    if learners == nil {
      var found: Set<Int> = []
      for node in network.nodes {
        let reads = node.inputs.contains {
          if case .layer(let before) = $0 { found.contains(before) } else { false }
        }
        if node.index >= firstLearning, reads || learns.contains(node.index) {
          found.insert(node.index)
        }
      }
      learners = found
    }
    return learners?.contains(layer) ?? false
  }

  private var learners: Set<Int>?
}
