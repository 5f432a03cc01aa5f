import CKernels

/// The weights of a product in the order a kernel set reads them.
///
/// The product has `outputs` columns and a depth of channels · taps. Darknet keeps the weights of
/// an output as [channel][tap]; here depth runs over (tap, channel), for activations have their
/// channels side by side. Sets with a micro-kernel read panels of a few columns,
/// [panel][depth][column], the last one filled up with 0; OpenBLAS reads rows, [output][depth].
/// Depth counts rooms of the set's precision: see `KernelSet.multiplying(in:)`.
struct PackedWeights: Sendable {
  /// Columns of the product.
  let outputs: Int
  /// Values each output is a sum of products with.
  let depth: Int
  /// Columns of a panel; 1 where weights are kept as rows.
  let panelWidth: Int
  /// Values side by side in a room.
  let valuesInRoom: Int
  private let storage: AlignedFloats

  /// Packs weights as they are read.
  ///
  /// `rows` is asked for a range of outputs and fills the buffer in darknet's order,
  /// [output][channel][tap]. It is called from several threads at once, once for every output in
  /// all, so a second copy of the weights never exists. `inRows` keeps rows whatever the set.
  ///
  /// - Throws: what `rows` throws first; other ranges may have been read by then.
  init<Failure: Error>(
    outputs: Int, channels: Int, taps: Int, inRows: Bool = false, kernels: KernelSet,
    threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let isPanelled = kernels.multiplier == .panels && !inRows
    let panelWidth = isPanelled ? kernels.table.panelWidth : 1
    (self.outputs, depth, self.panelWidth) = (outputs, channels * taps, panelWidth)
    valuesInRoom = isPanelled ? kernels.valuesInRoom : 1
    storage = AlignedFloats(
      count: (outputs + panelWidth - 1) / panelWidth * panelWidth
        * ((channels * taps + valuesInRoom - 1) / valuesInRoom))
    if valuesInRoom > 1 {
      let reader = PanelReader(
        outputs: outputs, channels: channels, taps: taps, width: panelWidth, threads: threads)
      try unsafe reader.read(rows) { number, panel, _ in
        unsafe kernels.putPanel(panel, depth: depth, into: storage.values + number * panelStride)
      }
    } else {
      try unsafe pack(channels: channels, taps: taps, threads: threads, reading: rows)
    }
  }

  private func pack<Failure: Error>(
    channels: Int, taps: Int, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let partWidth = panelWidth == 1 ? Self.rowsInPart : panelWidth
    let reader = OutputReader(
      outputs: outputs, depth: depth, partWidth: partWidth, threads: threads)
    try unsafe reader.read(rows) { range, values, _ in
      unsafe put(values, of: range, channels: channels, taps: taps)
    }
    let rest = storage.count / max(1, depth) - outputs
    if rest > 0 {
      unsafe dk_zero_columns_f32(rest, depth, panelWidth, column(outputs))
    }
  }

  /// Puts weights read in darknet's order where they belong.
  private func put(
    _ values: UnsafePointer<Float>, of outputs: Range<Int>, channels: Int, taps: Int
  ) {
    let packed = unsafe column(outputs.lowerBound)
    if panelWidth > 1 {
      unsafe dk_pack_panel_f32(values, outputs.count, channels, taps, panelWidth, packed)
    } else {
      unsafe dk_pack_rows_f32(values, outputs.count, channels, taps, packed)
    }
  }

  /// The first value of an output.
  private func column(_ output: Int) -> UnsafeMutablePointer<Float> {
    let panel = output / panelWidth
    return unsafe storage.values + panel * panelStride + output % panelWidth
  }

  /// Bytes the weights take.
  var byteCount: Int { storage.count * MemoryLayout<Float>.stride }

  /// The weights of the panel that begins at `column`, from `firstDepth` on; the next panel is
  /// `panelStride` on.
  func panel(at column: Int, from firstDepth: Int) -> UnsafePointer<Float> {
    unsafe UnsafePointer(storage.values + column * rooms + firstDepth / valuesInRoom * panelWidth)
  }

  /// Rooms from one panel to the next.
  var panelStride: Int { panelWidth * rooms }

  /// Rooms of an output.
  var rooms: Int { (depth + valuesInRoom - 1) / valuesInRoom }

  /// Outputs a thread takes at a time where weights are kept as rows.
  private static let rowsInPart = 32
}
