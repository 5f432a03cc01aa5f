import CfgParser

@testable import Engine

/// A convolution written as its definition, in double precision.
struct ReferenceConvolution {
  let geometry: ConvolutionGeometry
  let weights: [Float]
  let bias: [Float]

  /// The given weights and biases.
  init(_ geometry: ConvolutionGeometry, weights: [Float], bias: [Float]) {
    (self.geometry, self.weights, self.bias) = (geometry, weights, bias)
  }

  /// Random weights and biases.
  init(_ geometry: ConvolutionGeometry, random: inout RandomValues) {
    self.geometry = geometry
    weights = random.array(
      geometry.output.channels * geometry.channelsPerGroup * geometry.taps)
    bias = random.array(geometry.output.channels)
  }

  /// Weights of one filter.
  var depth: Int { geometry.channelsPerGroup * geometry.taps }

  /// What output (f, y, x) is before the activation.
  func value(_ f: Int, _ y: Int, _ x: Int, of input: TestTensor) -> Double {
    let group = f / geometry.filtersPerGroup
    var sum = Double(bias[f])
    for c in 0..<geometry.channelsPerGroup {
      for ky in 0..<geometry.size {
        for kx in 0..<geometry.size {
          let inputY = y * geometry.strideY + ky * geometry.dilation - geometry.padding
          let inputX = x * geometry.strideX + kx * geometry.dilation - geometry.padding
          guard (0..<geometry.input.height).contains(inputY),
            (0..<geometry.input.width).contains(inputX)
          else { continue }
          let weight = weights[
            ((f * geometry.channelsPerGroup + c) * geometry.size + ky)
              * geometry.size + kx]
          let channel = group * geometry.channelsPerGroup + c
          sum += Double(weight) * Double(input[channel, inputY, inputX])
        }
      }
    }
    return sum
  }

  /// The convolution made ready by a kernel set.
  func made(
    by kernels: KernelSet, threads: ThreadPool, activation: Activation = .linear,
    algorithm: ConvolutionAlgorithm = .direct, poolsPairs: Bool = false
  ) -> Convolution {
    unsafe Convolution(
      geometry, bias: bias, activation: activation, algorithm: algorithm, poolsPairs: poolsPairs,
      kernels: kernels, threads: threads
    ) { filters, buffer in
      for (index, weight) in weights[filters.lowerBound * depth..<filters.upperBound * depth]
        .enumerated()
      {
        unsafe buffer[index] = weight
      }
    }
  }
}

extension ConvolutionGeometry {
  /// A convolution by darknet's keys; `padding` is a side's, before dilation.
  init(
    _ channels: Int, _ height: Int, _ width: Int, filters: Int, size: Int, stride: Int = 1,
    strideY: Int? = nil, padding: Int? = nil, dilation: Int = 1, groups: Int = 1
  ) {
    let padding = padding ?? size / 2
    let strideY = strideY ?? stride
    self.init(
      input: Shape(channels: channels, height: height, width: width),
      output: Shape(
        channels: filters, height: (height + 2 * padding - size) / strideY + 1,
        width: (width + 2 * padding - size) / stride + 1),
      size: size, strideX: stride, strideY: strideY, padding: padding * dilation,
      dilation: dilation, groups: groups)
  }
}

extension Convolution {
  /// Runs with scratch memory made for it.
  func run(
    _ input: TestTensor, into output: TestTensor, adding residual: Residual? = nil,
    threads: ThreadPool
  ) {
    let scratch = TestScratch(
      sharedFloats: sharedScratchFloats, floatsPerWorker: scratchFloatsPerWorker,
      workers: threads.threadCount)
    run(
      input.tensor, into: output.tensor, adding: residual, scratch: scratch.scratch,
      threads: threads)
  }
}
