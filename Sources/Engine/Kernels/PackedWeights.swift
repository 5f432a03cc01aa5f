import CKernels
import Synchronization

/// The weights of a product in the order a kernel set reads them.
///
/// The product has `outputs` columns and a depth of channels · taps. Darknet keeps the weights of an output as
/// [channel][tap]; here depth runs over (tap, channel), for activations have their channels side by side. Sets with
/// a micro-kernel read panels of a few columns, [panel][depth][column], the last one filled up with 0; OpenBLAS
/// reads rows, [output][depth].
struct PackedWeights: Sendable {
  /// Columns of the product.
  let outputs: Int
  /// Values each output is a sum of products with.
  let depth: Int
  /// Columns of a panel; 1 where weights are kept as rows.
  let panelWidth: Int
  private let storage: AlignedFloats

  /// Packs weights as they are read.
  ///
  /// `rows` is asked for a range of outputs and fills the buffer in darknet's order, [output][channel][tap]. It is
  /// called from several threads at once, once for every output in all, so a second copy of the weights never exists.
  ///
  /// - Throws: what `rows` throws first; other ranges may have been read by then.
  init<Failure: Error>(
    outputs: Int, channels: Int, taps: Int, kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let depth = channels * taps
    let isPanelled = kernels.multiplier == .panels
    let panelWidth = isPanelled ? kernels.table.panelWidth : 1
    let readWidth = isPanelled ? panelWidth : Self.rowsReadAtOnce
    let paddedOutputs = (outputs + panelWidth - 1) / panelWidth * panelWidth
    let storage = AlignedFloats(count: paddedOutputs * depth)
    let buffers = AlignedFloats(count: threads.threadCount * readWidth * depth)
    let failure = Mutex<Failure?>(nil)

    threads.forEach((outputs + readWidth - 1) / readWidth) { part, worker in
      let range = part * readWidth..<min(outputs, (part + 1) * readWidth)
      let buffer = unsafe UnsafeMutableBufferPointer(
        start: buffers.values + worker * readWidth * depth, count: range.count * depth)
      do throws(Failure) {
        try unsafe rows(range, buffer)
      } catch {
        failure.withLock { $0 = $0 ?? error }
        return
      }
      guard let read = buffer.baseAddress else { return }
      let packed = unsafe storage.values + range.lowerBound * depth
      if isPanelled {
        unsafe dk_pack_panel_f32(read, range.count, channels, taps, panelWidth, packed)
      } else {
        unsafe dk_pack_rows_f32(read, range.count, channels, taps, packed)
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    (self.outputs, self.depth, self.panelWidth, self.storage) = (
      outputs, depth, panelWidth, storage
    )
  }

  /// Bytes the weights take.
  var byteCount: Int { storage.count * MemoryLayout<Float>.stride }

  /// The weights of the panel that begins at `column`, from `firstDepth` on; the next panel is `panelStride` on.
  func panel(at column: Int, from firstDepth: Int) -> UnsafePointer<Float> {
    unsafe UnsafePointer(storage.values + column * depth + firstDepth * panelWidth)
  }

  /// Values from one panel to the next.
  var panelStride: Int { panelWidth * depth }

  /// Outputs read in one go where weights are kept as rows.
  private static let rowsReadAtOnce = 32
}
