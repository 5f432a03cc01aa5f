import CKernels

/// Reads the weights of a product's outputs as panels of a few columns, [depth][column], on several
/// threads.
///
/// Each thread has one panel at a time; the columns that the last one lacks are 0.
struct PanelReader {
  /// Outputs in all.
  let outputs: Int
  /// Values of an output: `taps` of each channel.
  let channels: Int
  /// Values of each channel.
  let taps: Int
  /// Columns of a panel.
  let width: Int
  /// Who reads.
  let threads: ThreadPool

  /// Has `rows` fill buffers as `PackedWeights` wants it, and `put` take every panel by its number;
  /// depth runs over (tap, channel).
  ///
  /// - Throws: what `rows` throws first; other panels may have been read by then.
  func read<Failure: Error>(
    _ rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void,
    put: (_ number: Int, _ panel: UnsafePointer<Float>, _ worker: Int) -> Void
  ) throws(Failure) {
    let depth = taps * channels
    let panels = AlignedFloats(count: threads.threadCount * depth * width)
    let reader = OutputReader(outputs: outputs, depth: depth, partWidth: width, threads: threads)
    try unsafe reader.read(rows) { range, values, worker in
      let panel = unsafe panels.values + worker * depth * width
      let column = range.lowerBound % width
      unsafe dk_pack_panel_f32(values, range.count, channels, taps, width, panel + column)
      let end = column + range.count
      guard end == width || range.upperBound == outputs else { return }
      unsafe dk_zero_columns_f32(width - end, depth, width, panel + end)
      unsafe put(range.lowerBound / width, panel, worker)
    }
  }
}
