import CfgParser

/// A convolution with memory to run in, of a plan that is not made yet, and the pooling behind it.
struct ConvolutionBench {
  private let convolution: Convolution
  private let kernels: KernelSet
  private let threads: ThreadPool
  private let arena: Arena
  private let input: Tensor
  private let output: Tensor
  /// Where pooled values go that a step of its own makes.
  private let pooled: Tensor?
  private let scratch: Scratch

  /// Takes memory for the convolution as it will lie at `place`.
  init(
    _ convolution: Convolution, at place: ConvolutionPlace, kernels: KernelSet,
    threads: ThreadPool
  ) {
    (self.convolution, self.kernels, self.threads) = (convolution, kernels, threads)
    let (geometry, aligned) = (place.geometry, ArenaPlanner.aligned)
    let half = Shape(
      channels: geometry.output.channels, height: (geometry.output.height + 1) / 2,
      width: (geometry.output.width + 1) / 2)
    let pooledCount = place.isPooled && !convolution.poolsPairs ? aligned(half.count) : 0
    let inputCount = aligned(geometry.input.area * place.inputStride)
    let shape = convolution.poolsPairs ? half : geometry.output
    let outputCount = aligned(shape.count)
    let (shared, own) = (
      Scratch.roundedUp(convolution.sharedScratchFloats),
      Scratch.roundedUp(convolution.scratchFloatsPerWorker)
    )
    arena = Arena(
      valueCount: pooledCount + inputCount + outputCount + shared + own * threads.threadCount)
    let start = unsafe arena.values + shared + own * threads.threadCount
    let memory = unsafe start + pooledCount
    pooled = pooledCount == 0 ? nil : unsafe Tensor(start, shape: half, pixelStride: half.channels)
    output = unsafe Tensor(memory, shape: shape, pixelStride: shape.channels)
    input = unsafe Tensor(
      memory + outputCount, shape: geometry.input, pixelStride: place.inputStride)
    scratch = unsafe Scratch(base: arena.values, sharedFloats: shared, floatsPerWorker: own)
  }

  /// Brings activations and scratch into the cache, the input last, as the steps before do.
  func touch() {
    let memory = unsafe arena.values
    threads.forEachRange(of: arena.valueCount, itemsAtLeast: 16_384) { values in
      unsafe (memory + values.lowerBound).update(repeating: 0.5, count: values.count)
    }
  }

  /// Convolves, and pools.
  func run() {
    convolution.run(input, into: output, scratch: scratch, threads: threads)
    guard let pooled else { return }
    maxpool(
      output, into: pooled, size: 2, strideX: 2, strideY: 2, offset: 0, kernels: kernels,
      threads: threads)
  }
}
