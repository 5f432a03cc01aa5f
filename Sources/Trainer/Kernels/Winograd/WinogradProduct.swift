import CKernels
import CfgParser
import Engine

/// A 3×3 convolution of stride 1 over a mini-batch by Winograd's algorithm, with weights that are
/// transformed in every step.
///
/// Where weights are few, they are transformed once, and each thread takes blocks of tiles: what it
/// transforms stays in its cache. Where they are many, the tiles are transformed together, and each
/// thread takes a panel of weights, which it transforms for itself. Each sum is one chain over
/// ascending channels either way: the bits do not depend on how work is shared.
struct WinogradProduct: Sendable, Hashable {
  /// The tiles.
  let tiles: WinogradTiles
  /// Columns of a panel of weights.
  let width: Int
  /// Values a thread needs for taps in the order of panels; 0 where these lie ready.
  let tapScratch: Int
  private let kernelDepth: Int

  /// Where the taps of panel number `panel` lie, [tap][channel][column], or are put into `scratch`.
  typealias Taps =
    (_ panel: Int, _ scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float>

  /// A product over `tiles`; `turnsTaps` where taps are put in order for every panel.
  init(_ tiles: WinogradTiles, turnsTaps: Bool, kernels: KernelSet) {
    self.tiles = tiles
    width = kernels.table.panelWidth
    let channels = tiles.input.channels
    tapScratch = turnsTaps ? Scratch.roundedUp(9 * channels * width) : 0
    kernelDepth = MatrixMultiply.blockDepth(of: channels, kernels: kernels)
  }

  private var channels: Int { tiles.input.channels }
  private var filters: Int { tiles.output.channels }
  private var panels: Int { (filters + width - 1) / width }
  private var panelCount: Int { tiles.positions * channels * width }
  private var isShared: Bool { panels * panelCount > Self.manyWeights }

  /// Tiles that are transformed together.
  private var chunk: Int {
    max(Self.blockTiles, min(tiles.count, Self.sharedInput / (tiles.positions * channels)))
  }
  private var block: Int { min(tiles.count, isShared ? Self.blockTiles : Self.smallBlockTiles) }
  private var inputs: WinogradBuffer {
    WinogradBuffer(
      positions: tiles.positions, tiles: isShared ? min(chunk, tiles.count) : block,
      rowCount: channels)
  }
  private var sums: WinogradBuffer {
    WinogradBuffer(positions: tiles.positions, tiles: block, rowCount: width)
  }

  /// Values of the memory all threads share.
  var sharedCount: Int { isShared ? inputs.count : panels * panelCount }

  /// Values of scratch a thread needs.
  var scratchCount: Int {
    tapScratch + (isShared ? panelCount : inputs.count) + sums.count + Scratch.roundedUp(width)
  }

  /// Convolves `input` into `output`; `ending.bias` is of all filters.
  func run(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    ending: WindowProduct.Ending, memory: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext, taps: Taps
  ) {
    if isShared {
      for first in stride(from: 0, to: tiles.count, by: chunk) {
        let range = first..<min(first + chunk, tiles.count)
        unsafe runTogether(
          range, input, into: output, ending: ending, memory: memory, in: run, taps: taps)
      }
    } else {
      unsafe runApart(input, into: output, ending: ending, memory: memory, in: run, taps: taps)
    }
  }

  /// All threads transform tiles, then each takes panels of weights.
  private func runTogether(
    _ range: Range<Int>, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, ending: WindowProduct.Ending,
    memory: UnsafeMutablePointer<Float>, in run: borrowing TrainingContext, taps: Taps
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    run.threads.forEachRange(of: range.count, itemsAtLeast: 1 + 1_024 / channels) { part in
      let first = range.lowerBound + part.lowerBound
      unsafe tiles.transform(
        first..<first + part.count, of: input,
        into: dk_positions(memory + part.lowerBound * inputs.rowStride, inputs), kernels: kernels)
    }
    run.threads.forEach(panels) { panel, worker in
      let place = unsafe scratch.worker(worker)
      let weights = unsafe place + tapScratch
      unsafe kernels.table.winograd_taps(
        tiles.size, taps(panel, place), channels, weights, channels * width)
      for first in stride(from: range.lowerBound, to: range.upperBound, by: block) {
        unsafe multiply(
          first..<min(first + block, range.upperBound),
          memory + (first - range.lowerBound) * inputs.rowStride, panel: panel, weights,
          sums: weights + panelCount, into: output, ending: ending, kernels: kernels)
      }
    }
  }

  /// All threads transform weights, then each takes blocks of tiles.
  private func runApart(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    ending: WindowProduct.Ending, memory: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext, taps: Taps
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    run.threads.forEach(panels) { panel, worker in
      unsafe kernels.table.winograd_taps(
        tiles.size, taps(panel, scratch.worker(worker)), channels, memory + panel * panelCount,
        channels * width)
    }
    run.threads.forEach((tiles.count + block - 1) / block) { item, worker in
      let range = item * block..<min(tiles.count, (item + 1) * block)
      let place = unsafe scratch.worker(worker) + tapScratch
      unsafe tiles.transform(
        range, of: input, into: dk_positions(place, inputs), kernels: kernels)
      for panel in 0..<panels {
        unsafe multiply(
          range, place, panel: panel, memory + panel * panelCount, sums: place + inputs.count,
          into: output, ending: ending, kernels: kernels)
      }
    }
  }

  /// Multiplies transformed tiles by a panel, and transforms the sums back.
  private func multiply(
    _ range: Range<Int>, _ transformed: UnsafePointer<Float>, panel: Int,
    _ weights: UnsafePointer<Float>, sums target: UnsafeMutablePointer<Float>,
    into output: UnsafeMutablePointer<Float>, ending: WindowProduct.Ending, kernels: KernelSet
  ) {
    let columns = panel * width..<min(filters, (panel + 1) * width)
    for position in 0..<tiles.positions {
      for first in stride(from: 0, to: channels, by: kernelDepth) {
        let depth = min(kernelDepth, channels - first)
        let panelPart = unsafe weights + (position * channels + first) * width
        var product = unsafe dk_product(
          rows: transformed + position * inputs.positionStride + first, rowCount: range.count,
          rowStride: inputs.rowStride, depth: depth, partCount: 1, partStride: depth,
          weights: panelPart, panelStride: channels * width,
          columnCount: min(width, (columns.count + 15) / 16 * 16),
          nextWeights: position + 1 < tiles.positions || first + depth < channels
            ? panelPart + depth * width : nil,
          output: target + position * sums.positionStride, outputStride: sums.rowStride,
          isFirst: first == 0, bias: nil, activation: dk_linear, residual: dk_residual())
        unsafe kernels.table.multiply(&product)
      }
    }
    let zeros = unsafe target + sums.count
    unsafe zeros.update(repeating: 0, count: width)
    unsafe tiles.finish(
      range, columns, dk_positions(target, sums),
      bias: ending.bias.map { unsafe $0 + columns.lowerBound } ?? UnsafePointer(zeros),
      activation: ending.activation, adds: ending.adds, into: output, kernels: kernels)
  }

  /// Transformed weights that do not stay in a cache beside the tiles.
  private static let manyWeights = 1 << 19
  /// Values of transformed tiles that threads share.
  private static let sharedInput = 1 << 22
  /// Tiles multiplied by one panel after the other, and by a panel that is read again for the next.
  private static let (smallBlockTiles, blockTiles) = (28, 98)
}
