import CKernels
import CfgParser
import Engine

/// What comes from behind to the weights of a product: windows, turned, times deltas.
///
/// The long side of the product is the windows of all images. Where that is much longer than the
/// weights are many it is cut into parts, each with sums of its own, which are added in their order:
/// how many there are depends on the layer alone, so the bits do not depend on the threads.
/// 2 · M · N · K floating-point operations a group, as forwards.
struct WeightGradient: Sendable, Hashable {
  private let product: WindowProduct
  private let parts: Int
  private let chunks: Int

  /// The gradient of a product's weights.
  init(of product: WindowProduct) {
    self.product = product
    let panels = product.panels
    chunks = (panels.depth + Self.chunkDepth - 1) / Self.chunkDepth
    let wanted = Self.taskCount / max(1, chunks * panels.groups)
    let affordable = Self.partValues / max(1, panels.storedCount)
    let useful = product.rowCount / Self.partRows
    parts = max(1, min(wanted, affordable, useful))
  }

  /// Values of the memory for sums of parts; 0 where there is one part.
  var partValueCount: Int { parts == 1 ? 0 : parts * product.panels.storedCount }

  /// Adds the gradient to `updates`, in the layout of the weights; `delta` holds `deltaStride` values
  /// a window, the outputs of all groups.
  func run(
    _ input: UnsafePointer<Float>, delta: UnsafePointer<Float>, deltaStride: Int,
    into updates: UnsafeMutablePointer<Float>, partSums: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    let (kernels, scratch, panels) = (run.kernels, run.scratch, product.panels)
    run.threads.forEach(panels.groups * chunks * parts) { item, worker in
      let (part, place) = item.quotientAndRemainder(dividingBy: panels.groups * chunks)
      let (group, chunk) = place.quotientAndRemainder(dividingBy: chunks)
      let depths = panels.depth * chunk / chunks..<panels.depth * (chunk + 1) / chunks
      let offset = group * panels.groupCount + depths.lowerBound * panels.width
      let sums =
        unsafe parts == 1 ? updates + offset : partSums + part * panels.storedCount + offset
      if parts > 1 {
        for panel in 0..<panels.panels {
          unsafe (sums + panel * panels.panelStride).update(
            repeating: 0, count: depths.count * panels.width)
        }
      }
      unsafe add(
        rows(of: part), depths, of: group, input: input, delta: delta, deltaStride: deltaStride,
        to: sums, scratch: scratch.worker(worker), kernels: kernels)
    }
    guard parts > 1 else { return }
    unsafe addParts(partSums, to: updates, in: run)
  }

  private func rows(of part: Int) -> Range<Int> {
    product.rowCount * part / parts..<product.rowCount * (part + 1) / parts
  }

  private func add(
    _ rows: Range<Int>, _ depths: Range<Int>, of group: Int, input: UnsafePointer<Float>,
    delta: UnsafePointer<Float>, deltaStride: Int, to sums: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>, kernels: KernelSet
  ) {
    let panels = product.panels
    let limit = min(MatrixMultiply.rowLimit(for: kernels), Self.outerDepth)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: limit) {
      let block = first..<min(first + limit, rows.upperBound)
      unsafe product.windows.gather(
        block, of: input + group * panels.channels, firstDepth: depths.lowerBound,
        depth: depths.count, into: scratch, kernels: kernels)
      var outer = unsafe dk_outer(
        rows: scratch, rowStride: kernels.table.rowStride, rowCount: depths.count,
        columns: delta + first * deltaStride + group * panels.outputs, columnStride: deltaStride,
        columnCount: panels.outputs, depth: block.count, sums: sums,
        panelStride: panels.panelStride)
      unsafe kernels.training.outer(&outer)
    }
  }

  private func addParts(
    _ partSums: UnsafePointer<Float>, to updates: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    let (kernels, count) = (run.kernels, product.panels.storedCount)
    run.threads.forEachRange(of: count, itemsAtLeast: 4_096) { range in
      for part in 0..<parts {
        unsafe kernels.table.add_scaled(
          dk_row_pair(
            input: partSums + part * count + range.lowerBound, inputStride: range.count,
            output: updates + range.lowerBound, outputStride: range.count, rowCount: 1,
            columnCount: range.count), 1, 1)
      }
    }
  }

  /// Depths of a task: what a gathered row has room for.
  private static let chunkDepth = 384
  /// Windows of one call of the kernel: what it has room for.
  private static let outerDepth = 192
  /// Tasks there should be, for many threads to have enough.
  private static let taskCount = 32
  /// Windows that make a part worth its sums.
  private static let partRows = 1_024
  /// Values of the sums of all parts.
  private static let partValues = 1 << 20
}
