import CKernels

/// The taps of a convolution, transformed, in the order the products of `WinogradConvolution` read
/// them: [block of filters][position][panel][channel][filter of the panel], the last panel filled
/// up with 0.
struct WinogradWeights: Sendable {
  private let tiling: WinogradTiling
  private let storage: AlignedFloats

  /// Transforms taps as they are read, in double precision; `rows` as `PackedWeights` wants it.
  ///
  /// - Throws: what `rows` throws first.
  init<Failure: Error>(
    _ tiling: WinogradTiling, kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    self.tiling = tiling
    let storage = AlignedFloats(count: tiling.weightCount)
    let (width, channels) = (tiling.panelWidth, tiling.channels)
    // A panel of taps a thread, which the last filters are still missing in.
    let panels = AlignedFloats(count: threads.threadCount * 9 * tiling.panelStride)
    let reader = OutputReader(
      outputs: tiling.filters, depth: 9 * channels, partWidth: width, threads: threads)
    try unsafe reader.read(rows) { range, taps, worker in
      let panel = unsafe panels.values + worker * 9 * tiling.panelStride
      let column = range.lowerBound % width
      unsafe dk_pack_panel_f32(taps, range.count, channels, 9, width, panel + column)
      let end = column + range.count
      guard end == width || range.upperBound == tiling.filters else { return }
      unsafe dk_zero_columns_f32(width - end, 9 * channels, width, panel + end)
      let number = range.lowerBound / width
      let block = number / tiling.panelsPerBlock
      unsafe kernels.table.winograd_taps(
        tiling.tileSize, panel, channels,
        storage.values + Self.offset(tiling, block: block, position: 0, panel: number),
        tiling.panels(of: block).count * tiling.panelStride)
    }
    self.storage = storage
  }

  /// Bytes the weights take.
  var byteCount: Int { storage.count * MemoryLayout<Float>.stride }

  /// The first panel of a block at a position, from channel `firstChannel` on.
  func panel(
    ofBlock block: Int, at position: Int, from firstChannel: Int
  ) -> UnsafePointer<Float> {
    let offset = Self.offset(
      tiling, block: block, position: position, panel: block * tiling.panelsPerBlock)
    return unsafe UnsafePointer(storage.values + offset + firstChannel * tiling.panelWidth)
  }

  private static func offset(
    _ tiling: WinogradTiling, block: Int, position: Int, panel: Int
  ) -> Int {
    let panels = tiling.panels(of: block)
    let panelsBefore =
      panels.lowerBound * tiling.positionCount + position * panels.count
      + (panel - panels.lowerBound)
    return panelsBefore * tiling.panelStride
  }
}
