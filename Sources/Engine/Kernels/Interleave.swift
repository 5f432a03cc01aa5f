import CKernels
import CfgParser

/// Puts planes, C × H × W as darknet keeps them, into a tensor of that shape.
package func interleave(_ planes: UnsafePointer<Float>, into output: Tensor, threads: ThreadPool) {
  let (channels, area) = (output.shape.channels, output.shape.area)
  threads.forEachRows(area, of: channels) { pixels in
    unsafe dk_interleave_f32(
      planes + pixels.lowerBound, area, channels, pixels.count,
      output.values + pixels.lowerBound * output.pixelStride, output.pixelStride)
  }
}

/// Puts a tensor into planes, C × H × W as darknet keeps them.
package func planar(_ input: Tensor, into planes: UnsafeMutablePointer<Float>, threads: ThreadPool)
{
  let (channels, area) = (input.shape.channels, input.shape.area)
  threads.forEachRows(area, of: channels) { pixels in
    unsafe dk_planar_f32(
      input.values + pixels.lowerBound * input.pixelStride, input.pixelStride, channels,
      pixels.count, planes + pixels.lowerBound, area)
  }
}
