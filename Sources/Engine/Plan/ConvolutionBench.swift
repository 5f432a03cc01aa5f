import CfgParser

/// A convolution with memory to run in, of a plan that is not made yet.
struct ConvolutionBench {
  private let convolution: Convolution
  private let threads: ThreadPool
  private let arena: Arena
  private let input: Tensor
  private let output: Tensor
  private let scratch: Scratch

  /// Takes memory for the convolution as it will lie at `place`.
  init(_ convolution: Convolution, at place: ConvolutionPlace, threads: ThreadPool) {
    (self.convolution, self.threads) = (convolution, threads)
    let (geometry, aligned) = (place.geometry, ArenaPlanner.aligned)
    let inputCount = aligned(geometry.input.area * place.inputStride)
    let outputCount = aligned(geometry.output.count)
    let (shared, own) = (
      Scratch.roundedUp(convolution.sharedScratchFloats),
      Scratch.roundedUp(convolution.scratchFloatsPerWorker)
    )
    arena = Arena(
      valueCount: inputCount + outputCount + shared + own * threads.threadCount)
    let memory = unsafe arena.values + shared + own * threads.threadCount
    output = unsafe Tensor(memory, shape: geometry.output, pixelStride: geometry.output.channels)
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

  /// Convolves.
  func run() { convolution.run(input, into: output, scratch: scratch, threads: threads) }
}
