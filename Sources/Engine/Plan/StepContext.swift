import CfgParser

/// What a step works with while it runs: the memory of the session, scratch, and the threads.
@safe struct StepContext: ~Copyable {
  /// Scratch for every thread.
  let scratch: Scratch
  /// The kernels steps use.
  let kernels: KernelSet
  /// The threads steps are split over.
  let threads: ThreadPool
  private let memory: UnsafeMutablePointer<Float>
  private let offsets: [Int]

  init(
    memory: UnsafeMutablePointer<Float>, offsets: [Int], scratch: Scratch, kernels: KernelSet,
    threads: ThreadPool
  ) {
    unsafe self.memory = memory
    (self.offsets, self.scratch) = (offsets, scratch)
    (self.kernels, self.threads) = (kernels, threads)
  }

  /// The memory behind a slot.
  subscript(slot: Slot) -> Tensor {
    unsafe Tensor(
      memory + offsets[slot.buffer] + slot.channelOffset, shape: slot.shape,
      pixelStride: slot.pixelStride)
  }
}
