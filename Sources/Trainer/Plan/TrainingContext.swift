import CfgParser
import Engine

/// What a step of training works with while it runs.
@safe struct TrainingContext: ~Copyable {
  /// Images of the mini-batch.
  let images: Int
  /// Images the network has seen, this mini-batch among them.
  let seen: Int
  /// What the step does to every layer.
  let updates: [LayerUpdate]
  /// The kernels steps use.
  let kernels: KernelSet
  /// The threads steps are split over.
  let threads: ThreadPool
  /// Scratch for every thread.
  let scratch: Scratch
  /// Values and updates of the parameters.
  let parameters: ParameterMemory
  /// The truths of the mini-batch.
  let truths: TruthMemory
  private let memory: UnsafeMutablePointer<Float>
  private let offsets: [Int]

  init(
    images: Int, seen: Int, updates: [LayerUpdate], kernels: KernelSet, threads: ThreadPool,
    scratch: Scratch,
    parameters: ParameterMemory, truths: TruthMemory, memory: UnsafeMutablePointer<Float>,
    offsets: [Int]
  ) {
    (self.images, self.seen, self.updates) = (images, seen, updates)
    (self.kernels, self.threads) = (kernels, threads)
    (self.scratch, self.parameters, self.truths) = (scratch, parameters, truths)
    unsafe self.memory = memory
    self.offsets = offsets
  }

  /// The mini-batch behind a slot.
  subscript(slot: TrainingSlot) -> BatchTensor {
    unsafe BatchTensor(
      values: memory + offsets[slot.buffer], shape: slot.shape, images: images)
  }

  /// The memory of a buffer that holds no activations.
  func buffer(_ buffer: Int) -> UnsafeMutablePointer<Float> {
    unsafe memory + offsets[buffer]
  }
}
