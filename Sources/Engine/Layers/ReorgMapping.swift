package import CfgParser

/// The permutations behind `[reorg]` and `[reorg3d]`, as darknet's one loop makes them.
///
/// Darknet walks a C × H × W block and pairs each position p of it with a position q of a block
/// whose channels are spread over stride × stride pixels. What the two sections do with the pairs
/// differs: see the layers.
///
/// - Reference: darknet `blas.c`, `reorg_cpu`.
package struct ReorgMapping {
  /// q for every p, both counted in C × H × W order.
  let partners: [Int]

  /// The pairs of the loop over a block of `shape`, whose channels are a multiple of stride².
  package init(walking shape: Shape, stride: Int) {
    let spread = max(1, shape.channels / (stride * stride))
    let (wide, high) = (shape.width * stride, shape.height * stride)
    var partners: [Int] = []
    partners.reserveCapacity(shape.count)
    for k in 0..<shape.channels {
      let (channel, offset) = (k % spread, k / spread)
      for y in 0..<shape.height {
        for x in 0..<shape.width {
          partners.append(
            x * stride + offset % stride
              + wide * (y * stride + offset / stride + high * channel))
        }
      }
    }
    self.partners = partners
  }

  /// For every p the q it takes its value from: `out[p] = in[q]`.
  package var gathered: [Int] { partners }

  /// The same pairs the other way: `out[q] = in[p]`.
  package var scattered: [Int] {
    var sources = Array(repeating: 0, count: partners.count)
    for (p, q) in partners.enumerated() { sources[q] = p }
    return sources
  }
}

/// A rearrangement of values given in darknet's order, turned into the engine's.
package struct Permutation {
  /// For every value of the output, counted H × W × C, the value of the input it takes, counted H ×
  /// W × C.
  package let indices: [Int32]

  /// Turns `sources`, which name for every value of the output the value of the input, both counted
  /// C × H × W.
  package init(_ sources: [Int], from input: Shape, to output: Shape) {
    var indices = [Int32](repeating: 0, count: output.count)
    var p = 0
    for channel in 0..<output.channels {
      for position in 0..<output.area {
        let (inputChannel, inputPosition) = sources[p].quotientAndRemainder(dividingBy: input.area)
        indices[position * output.channels + channel] = Int32(
          inputPosition * input.channels + inputChannel)
        p += 1
      }
    }
    self.indices = indices
  }
}

extension PlanBuilder {
  /// A step that rearranges values; `sources` as for `Permutation`.
  mutating func permutationStep(
    _ name: String, _ sources: [Int], from input: Slot, to output: Slot, for node: Network.Node
  ) {
    let indices = Permutation(sources, from: input.shape, to: output.shape).indices
    step(name, for: node, reads: [input], writes: output) { run in
      gather(run[input], into: run[output], indices: indices, threads: run.threads)
    }
  }
}
