import CKernels
import CfgParser
import Engine

/// Windows of a mini-batch times weights as panels, a product for each group: what layers with
/// weights are made of, forwards and backwards.
///
/// As `MatrixMultiply` of the engine, with weights that change and rows of several images.
/// 2 · M · N · K floating-point operations a group.
struct WindowProduct: Sendable, Hashable {
  /// The rows, of the first group.
  let windows: BatchWindows
  /// The weights.
  let panels: PanelLayout
  /// Images of a mini-batch.
  let images: Int

  /// Rows of the product.
  var rowCount: Int { images * windows.countPerImage }

  /// Values of scratch a thread needs.
  static func scratchCount(for kernels: KernelSet) -> Int {
    MatrixMultiply.scratchFloats(for: kernels)
  }

  /// What is done with sums that are complete.
  @safe struct Ending {
    /// What is added, padded to whole panels; null where nothing is, nor anything applied.
    var bias: UnsafePointer<Float>?
    /// What is applied then.
    var activation = dk_linear
    /// Whether sums are added to what the output holds.
    var adds = false
  }

  /// Multiplies all rows; row r of a group goes to `output` + r · `outputStride`, the groups'
  /// columns behind one another.
  func run(
    _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, outputStride: Int, ending: Ending = Ending(),
    in run: borrowing TrainingContext
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    let division = division(kernels: kernels, threadCount: run.threads.threadCount)
    run.threads.forEach(panels.groups * division.taskCount) { item, worker in
      let (group, task) = item.quotientAndRemainder(dividingBy: division.taskCount)
      let (rows, columns) = (division.rows(of: task), division.columns(of: task))
      let first = group * panels.outputs + columns.lowerBound
      var ending = ending
      unsafe ending.bias = ending.bias.map { unsafe $0 + first }
      unsafe multiply(
        rows, columns, of: group, input: input, weights: weights,
        into: output + rows.lowerBound * outputStride + first, outputStride: outputStride,
        ending: ending, scratch: scratch.worker(worker), kernels: kernels)
    }
  }

  /// How the product of a group is divided.
  func division(kernels: KernelSet, threadCount: Int) -> MatrixMultiply.Division {
    MatrixMultiply.Division(
      rowCount: rowCount, columnCount: panels.outputs, depth: panels.depth,
      threadCount: threadCount, kernels: kernels)
  }

  /// Multiplies some rows by whole panels; `output` is the first row and column of these.
  func multiply(
    _ rows: Range<Int>, _ columns: Range<Int>, of group: Int, input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, outputStride: Int,
    ending: Ending, scratch: UnsafeMutablePointer<Float>, kernels: KernelSet
  ) {
    let input = unsafe input + group * windows.channels
    let weights = unsafe weights + group * panels.groupCount + columns.lowerBound * panels.depth
    let blockDepth = MatrixMultiply.blockDepth(of: panels.depth, kernels: kernels)
    let isInPlace = windows.arePixels && windows.pixelStride % Self.pageFloats != 0
    for firstDepth in stride(from: 0, to: panels.depth, by: blockDepth) {
      let depth = min(blockDepth, panels.depth - firstDepth)
      if !isInPlace {
        unsafe windows.gather(
          rows, of: input, firstDepth: firstDepth, depth: depth, into: scratch, kernels: kernels)
      }
      let isLast = firstDepth + depth == panels.depth
      let first = unsafe input + rows.lowerBound * windows.pixelStride + firstDepth
      var product = unsafe dk_product(
        rows: isInPlace ? first : UnsafePointer(scratch), rowCount: rows.count,
        rowStride: isInPlace ? windows.pixelStride : kernels.table.rowStride, depth: depth,
        partCount: 1, partStride: depth, weights: weights + firstDepth * panels.width,
        panelStride: panels.panelStride, columnCount: columns.count, nextWeights: nil,
        output: output, outputStride: outputStride, isFirst: firstDepth == 0 && !ending.adds,
        bias: isLast ? ending.bias : nil, activation: ending.activation, residual: dk_residual())
      unsafe kernels.table.multiply(&product)
    }
  }

  /// At distances of whole pages rows compete for one set of the first-level cache.
  private static let pageFloats = 1024
}
