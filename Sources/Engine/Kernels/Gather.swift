import CKernels
import CfgParser

/// Takes output value i, counted in H × W × C order of the output, from input value `indices[i]`,
/// counted in H × W × C order of the input.
///
/// What `[reorg]`, flattening into darknet's order and `[route]` of unlike sizes are made of. There
/// are as many indices as output values, each below the number of input values; only the order in
/// memory is free.
package func gather(_ input: Tensor, into output: Tensor, indices: [Int32], threads: ThreadPool) {
  let channels = output.shape.channels
  threads.forEachRows(output.shape.area, of: channels) { pixels in
    unsafe indices.withUnsafeBufferPointer { indices in
      guard let first = indices.baseAddress else { return }
      for pixel in pixels {
        unsafe dk_pick_f32(
          input.values, input.shape.channels, input.pixelStride, first + pixel * channels,
          channels, output.values + pixel * output.pixelStride)
      }
    }
  }
}
