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
    let reader = PanelReader(
      outputs: tiling.filters, channels: channels, taps: 9, width: width, threads: threads)
    // Where weights are rounded, all positions of a panel a thread wait for it.
    let (isRounded, stride) = (kernels.valuesInRoom > 1, channels * width)
    let transformed = AlignedFloats(
      count: isRounded ? threads.threadCount * tiling.positionCount * stride : 0)
    try unsafe reader.read(rows) { number, panel, worker in
      let block = number / tiling.panelsPerBlock
      let to = unsafe storage.values + Self.offset(tiling, block: block, position: 0, panel: number)
      let toStride = tiling.panels(of: block).count * tiling.panelStride
      guard isRounded else {
        unsafe kernels.table.winograd_taps(tiling.tileSize, panel, channels, to, toStride)
        return
      }
      let exact = unsafe transformed.values + worker * tiling.positionCount * stride
      unsafe kernels.table.winograd_taps(tiling.tileSize, panel, channels, exact, stride)
      for position in 0..<tiling.positionCount {
        unsafe kernels.putPanel(
          exact + position * stride, depth: channels, into: to + position * toStride)
      }
    }
    self.storage = storage
  }

  /// Bytes the weights take.
  var byteCount: Int { storage.count * MemoryLayout<Float>.stride }

  /// The first panel of a block at a position, from room `firstRoom` of the channels on.
  func panel(
    ofBlock block: Int, at position: Int, from firstRoom: Int
  ) -> UnsafePointer<Float> {
    let offset = Self.offset(
      tiling, block: block, position: position, panel: block * tiling.panelsPerBlock)
    return unsafe UnsafePointer(storage.values + offset + firstRoom * tiling.panelWidth)
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
