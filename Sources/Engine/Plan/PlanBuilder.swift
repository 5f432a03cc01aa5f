import CfgParser

/// What layers talk to when they lower themselves: it hands out slots and weights, and collects
/// steps.
struct PlanBuilder {
  /// The network the plan is for.
  let network: Network
  /// Its parameters.
  let weights: NetworkWeights
  /// The trees that layers' classes form, by layer.
  let trees: [Int: ClassTree]
  /// The kernels steps use.
  let kernels: KernelSet
  /// The threads weights are prepared on.
  let threads: ThreadPool
  /// How the plan is made.
  let options: PlanOptions
  /// Whether the plan is made to see what it takes, and never run: weights get room and no values,
  /// and no step keeps them.
  let isDraft: Bool

  /// Values of every buffer.
  private(set) var bufferCounts: [Int] = []
  /// The steps so far, in the order they run.
  private(set) var steps: [PlanStep] = []
  /// Where the network's input goes.
  private(set) var input: Slot
  /// Heads whose slot holds the output of the layer before.
  private(set) var rawHeads: Set<Int> = []
  /// Memory that keeps its values from one run to the next.
  private(set) var states: [Slot] = []
  private var choice: ConvolutionChoice
  private var joined: Set<Int> = []
  private var outputs: [Slot?]
  private let placements: PlacementPlanner

  init(
    _ network: Network, weights: NetworkWeights, kernels: KernelSet, threads: ThreadPool,
    options: PlanOptions, limit: MemoryLimit? = nil, isDraft: Bool = false,
    trees: [Int: ClassTree] = [:]
  ) {
    (self.network, self.weights, self.kernels) = (network, weights, kernels)
    (self.trees, self.threads, self.options) = (trees, threads, options)
    self.isDraft = isDraft
    choice = ConvolutionChoice(
      network, kernels: kernels, threads: threads, options: options,
      limit: limit ?? MemoryLimit(stated: options.memoryLimit))
    placements = PlacementPlanner(network, retainsActivations: options.retainsActivations)
    outputs = Array(repeating: nil, count: network.nodes.count)
    input = Slot(
      buffer: 0, channelOffset: 0, pixelStride: network.inputShape.channels,
      shape: network.inputShape)
    bufferCounts = [network.inputShape.count]
  }

  /// Where the layer finds its input number `index`.
  mutating func input(_ index: Int = 0, of node: Network.Node) -> Slot {
    switch node.inputs[index] {
    case .image: input
    case .layer(let layer): output(of: network.nodes[layer])
    }
  }

  /// Where the layer's output goes: a buffer of its own, or a part of another layer's.
  mutating func output(of node: Network.Node) -> Slot {
    // Outwards to a layer whose memory is known, and back: buffers may nest as deep as the network.
    var nested: [(layer: Int, channelOffset: Int)] = []
    var outer = node.index
    while outputs[outer] == nil, let home = placements.homes[outer] {
      nested.append((outer, home.channelOffset))
      outer = home.layer
    }
    var slot = outputs[outer] ?? temporary(network.nodes[outer].outputShape)
    outputs[outer] = slot
    for (layer, channelOffset) in nested.reversed() {
      slot = slot.part(from: channelOffset, shape: network.nodes[layer].outputShape)
      outputs[layer] = slot
    }
    return slot
  }

  /// Says that the layer's output is memory that something else fills.
  mutating func alias(_ node: Network.Node, to slot: Slot) {
    outputs[node.index] = slot
  }

  /// The layer behind `node` that its step can do as well, if nobody else wants to see what `node`
  /// gives.
  mutating func joinable(after node: Network.Node) -> JoinedLayer? {
    guard let reader = placements.onlyReader(of: node.index),
      placements.owner(of: reader.inputs[0]) == node.index
    else { return nil }
    if let pooling = reader.layer as? MaxpoolLayer, pooling.poolsPairs(reader) {
      return JoinedLayer(node: reader, work: .pairPooling)
    }
    // What is added must be there already.
    if let shortcut = reader.layer as? ShortcutLayer, shortcut.addsLayerOfItsShape(reader),
      reader.inputs[1].isBefore(node.index)
    {
      return JoinedLayer(
        node: reader, work: .sum(with: input(1, of: reader), activation: shortcut.activation))
    }
    return nil
  }

  /// Says that a layer is done together with `earlier`, whose own output is nowhere; gives where
  /// the joint output goes.
  mutating func join(_ layer: JoinedLayer, to earlier: Network.Node) -> Slot {
    let slot = output(of: layer.node)
    alias(earlier, to: slot)
    joined.insert(layer.node.index)
    return slot
  }

  /// Whether an earlier layer's step does what the layer does.
  func isJoined(_ node: Network.Node) -> Bool { joined.contains(node.index) }

  /// Says that the head's functions are left to whoever reads it.
  mutating func markRawHead(_ node: Network.Node) { rawHeads.insert(node.index) }

  /// The kernels of steps whose products are of `precision`.
  func kernels(for precision: Precision) -> KernelSet {
    kernels.multiplying(in: precision) ?? kernels
  }

  /// How a convolution of a slot is computed; `isPooled` says that only a 2×2 maximum reads it.
  mutating func algorithm(
    for geometry: ConvolutionGeometry, from input: Slot, isPooled: Bool = false
  ) -> ConvolutionChoice.Chosen {
    choice.next(for: ConvolutionPlace(geometry, from: input, isPooled: isPooled))
  }

  /// A buffer that lives while steps use it.
  mutating func temporary(_ shape: Shape) -> Slot {
    bufferCounts.append(shape.count)
    return Slot(
      buffer: bufferCounts.count - 1, channelOffset: 0, pixelStride: shape.channels, shape: shape)
  }

  /// A buffer that keeps its values through the whole plan and from one run to the next; zeros at
  /// first.
  mutating func state(_ shape: Shape) -> Slot {
    let slot = temporary(shape)
    states.append(slot)
    return slot
  }

  /// Adds a step.
  ///
  /// - Parameters:
  ///   - name: what is done, for people.
  ///   - algorithm: how it is done, for people, where there is more than one way.
  ///   - node: the layer it is done for.
  ///   - reads: what the step reads; what it writes may be among them if it works in place.
  ///   - writes: what it writes; nothing else may change.
  ///   - operationCount: floating-point operations by darknet's count.
  ///   - weightByteCount: bytes of prepared weights it holds.
  ///   - scratchCount: scratch values it needs a thread.
  ///   - sharedScratchCount: scratch values it needs for all threads together.
  ///   - timings: what the algorithms that were tried took.
  ///   - preparation: prepares the weights the work needs and gives that, where they are not kept.
  ///   - body: the work. It must not allocate.
  mutating func step(
    _ name: String, algorithm: String = "", for node: Network.Node, reads: [Slot], writes: Slot,
    operationCount: Int = 0, weightByteCount: Int = 0, scratchCount: Int = 0,
    sharedScratchCount: Int = 0, timings: [ConvolutionTiming] = [],
    preparation: StepPreparation? = nil, body: @escaping StepBody
  ) {
    steps.append(
      PlanStep(
        name: name, algorithm: algorithm, layer: node.index, reads: reads, writes: writes,
        operationCount: operationCount, weightByteCount: weightByteCount,
        sharedScratchCount: sharedScratchCount, scratchCount: scratchCount, timings: timings,
        body: body, preparation: preparation))
  }

  /// Where every layer's output is; complete when all layers are lowered.
  var layerOutputs: [Slot] { outputs.compactMap(\.self) }
}
