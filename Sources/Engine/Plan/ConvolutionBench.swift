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
    let outputCount = aligned(geometry.output.area * place.outputStride)
    let (shared, own) = (
      Scratch.roundedUp(convolution.sharedScratchFloats),
      Scratch.roundedUp(convolution.scratchFloatsPerWorker)
    )
    arena = Arena(
      valueCount: inputCount + outputCount + shared + own * threads.threadCount)
    let memory = unsafe arena.values
    input = unsafe Tensor(memory, shape: geometry.input, pixelStride: place.inputStride)
    output = unsafe Tensor(
      memory + inputCount, shape: geometry.output, pixelStride: place.outputStride)
    scratch = unsafe Scratch(
      base: memory + inputCount + outputCount, sharedFloats: shared, floatsPerWorker: own)
  }

  /// Writes the input, as the step before does.
  func fillInput() {
    let (input, count) = (input, input.shape.channels)
    threads.forEachRows(input.shape.area, of: count) { pixels in
      for pixel in pixels {
        unsafe (input.values + pixel * input.pixelStride).update(repeating: 0.5, count: count)
      }
    }
  }

  /// Convolves.
  func run() { convolution.run(input, into: output, scratch: scratch, threads: threads) }
}
