import CfgParser

extension PlanBuilder {
  /// Where a layer writes that may have a blur behind it: its output, or memory for the blur to
  /// read, of `shape`.
  mutating func target(
    of node: Network.Node, before blur: Antialiasing?, shape: Shape
  ) -> Slot {
    blur == nil ? output(of: node) : temporary(shape)
  }

  /// A step that blurs `input` into the layer's output; none where there is no blur.
  mutating func blurStep(_ blur: Antialiasing?, from input: Slot, for node: Network.Node) {
    guard let blur else { return }
    let output = output(of: node)
    let channels = input.shape.channels
    let geometry = ConvolutionGeometry(
      input: input.shape, output: output.shape, size: blur.size, strideX: blur.strideX,
      strideY: blur.strideY, padding: blur.padding, dilation: 1, groups: channels)
    let kernel = blur.kernel
    let convolution = unsafe Convolution(
      geometry, bias: [Float](repeating: 0, count: channels), activation: .linear,
      kernels: kernels, threads: threads
    ) { outputs, buffer throws(Never) in
      for index in 0..<outputs.count * kernel.count {
        unsafe buffer[index] = kernel[index % kernel.count]
      }
    }
    step(
      "blur \(blur.size)×\(blur.size)/\(blur.strideX)", for: node, reads: [input], writes: output,
      weightByteCount: convolution.weightByteCount,
      scratchCount: convolution.scratchFloatsPerWorker
    ) { run in
      convolution.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
  }
}
