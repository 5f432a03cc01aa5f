import CfgParser

/// What a step works with while it runs: the memory of the session, scratch, and the threads.
@safe struct StepContext: ~Copyable {
  /// Scratch for every thread.
  let scratch: Scratch
  /// The kernels steps use.
  let kernels: KernelSet
  /// The threads steps are split over.
  let threads: ThreadPool
  /// Which image of the batch the step works on, from 0; each has activations of its own.
  var image: Int
  private let memory: UnsafeMutablePointer<Float>
  private let valuesPerImage: Int
  private let offsets: [Int]

  init(
    memory: UnsafeMutablePointer<Float>, image: Int, valuesPerImage: Int, offsets: [Int],
    scratch: Scratch, kernels: KernelSet, threads: ThreadPool
  ) {
    unsafe self.memory = memory
    (self.image, self.valuesPerImage, self.offsets) = (image, valuesPerImage, offsets)
    self.scratch = scratch
    (self.kernels, self.threads) = (kernels, threads)
  }

  /// The memory behind a slot.
  subscript(slot: Slot) -> Tensor {
    unsafe Tensor(
      memory + image * valuesPerImage + offsets[slot.buffer] + slot.channelOffset,
      shape: slot.shape,
      pixelStride: slot.pixelStride)
  }
}
