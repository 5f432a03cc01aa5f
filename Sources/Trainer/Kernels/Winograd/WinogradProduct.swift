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
  private let blockChannels: Int

  /// Where taps of some channels lie in panel number `panel`, [tap][channel][column], or are put
  /// into `scratch`; and the values from one tap to the next.
  typealias Taps =
    (_ panel: Int, _ channels: Range<Int>, _ scratch: UnsafeMutablePointer<Float>) -> (
      first: UnsafePointer<Float>, stride: Int
    )

  /// A product over `tiles`; `turnsTaps` where taps are put in order for every panel.
  init(_ tiles: WinogradTiles, turnsTaps: Bool, kernels: KernelSet) {
    self.tiles = tiles
    width = kernels.table.panelWidth
    blockChannels = min(tiles.input.channels, max(1, Self.blockChannelLimit / width) * width)
    tapScratch = turnsTaps ? Scratch.roundedUp(9 * blockChannels * width) : 0
  }

  private var channels: Int { tiles.input.channels }
  private var filters: Int { tiles.output.channels }
  private var panels: Int { (filters + width - 1) / width }
  /// Values from one position of a panel's transformed weights to the next: an odd number of cache
  /// lines, for all positions of a weight are written at once.
  private func positionStride(_ channels: Int) -> Int { channels * width + 16 }
  private var panelCount: Int { tiles.positions * positionStride(channels) }
  /// Transformed weights of a block of channels of a panel.
  private var blockCount: Int { tiles.positions * positionStride(blockChannels) }
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
    tapScratch + (isShared ? blockCount : inputs.count) + sums.count + Scratch.roundedUp(width)
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
      for first in stride(from: range.lowerBound, to: range.upperBound, by: block) {
        let tiles = first..<min(first + block, range.upperBound)
        unsafe multiplyTransforming(
          tiles, memory + (first - range.lowerBound) * inputs.rowStride, panel: panel,
          scratch: place, taps: taps, kernels: kernels)
        unsafe finish(
          tiles, panel: panel, place + tapScratch + blockCount, into: output, ending: ending,
          kernels: kernels)
      }
    }
  }

  /// Transforms taps of a panel, block by block of channels: they stay in the second-level cache.
  private func multiplyTransforming(
    _ range: Range<Int>, _ transformed: UnsafePointer<Float>, panel: Int,
    scratch: UnsafeMutablePointer<Float>, taps: Taps, kernels: KernelSet
  ) {
    let weights = unsafe scratch + tapScratch
    for first in stride(from: 0, to: channels, by: blockChannels) {
      let block = first..<min(channels, first + blockChannels)
      let stride = positionStride(blockChannels)
      let source = unsafe taps(panel, block, scratch)
      unsafe kernels.training.winograd_taps(
        tiles.size, source.first, source.stride, block.count, weights, stride)
      unsafe multiply(
        range.count, transformed, block, columnCount: columnCount(of: panel), weights,
        positionStride: stride, sums: weights + blockCount, kernels: kernels)
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
      let place = unsafe memory + panel * panelCount
      for first in stride(from: 0, to: channels, by: blockChannels) {
        let block = first..<min(channels, first + blockChannels)
        let source = unsafe taps(panel, block, scratch.worker(worker))
        unsafe kernels.training.winograd_taps(
          tiles.size, source.first, source.stride, block.count, place + first * width,
          positionStride(channels))
      }
    }
    run.threads.forEach((tiles.count + block - 1) / block) { item, worker in
      let range = item * block..<min(tiles.count, (item + 1) * block)
      let place = unsafe scratch.worker(worker) + tapScratch
      let sums = unsafe place + inputs.count
      unsafe tiles.transform(
        range, of: input, into: dk_positions(place, inputs), kernels: kernels)
      for panel in 0..<panels {
        unsafe multiply(
          range.count, place, 0..<channels, columnCount: columnCount(of: panel),
          memory + panel * panelCount, positionStride: positionStride(channels), sums: sums,
          kernels: kernels)
        unsafe finish(range, panel: panel, sums, into: output, ending: ending, kernels: kernels)
      }
    }
  }

  /// Multiplies some channels of transformed tiles by those of a panel; sums begin with the first.
  private func multiply(
    _ rowCount: Int, _ transformed: UnsafePointer<Float>, _ block: Range<Int>, columnCount: Int,
    _ weights: UnsafePointer<Float>, positionStride: Int, sums target: UnsafeMutablePointer<Float>,
    kernels: KernelSet
  ) {
    let limit = MatrixMultiply.blockDepth(of: block.count, kernels: kernels)
    for position in 0..<tiles.positions {
      for first in stride(from: block.lowerBound, to: block.upperBound, by: limit) {
        let depth = min(limit, block.upperBound - first)
        let part = unsafe weights + position * positionStride + (first - block.lowerBound) * width
        var product = unsafe dk_product(
          rows: transformed + position * inputs.positionStride + first, rowCount: rowCount,
          rowStride: inputs.rowStride, depth: depth, partCount: 1, partStride: depth,
          weights: part, panelStride: positionStride, columnCount: columnCount,
          nextWeights: position + 1 < tiles.positions ? part + positionStride : nil,
          output: target + position * sums.positionStride, outputStride: sums.rowStride,
          isFirst: first == 0, bias: nil, activation: dk_linear, residual: dk_residual())
        unsafe kernels.table.multiply(&product)
      }
    }
  }

  /// Transforms the sums of a panel back.
  private func finish(
    _ range: Range<Int>, panel: Int, _ target: UnsafeMutablePointer<Float>,
    into output: UnsafeMutablePointer<Float>, ending: WindowProduct.Ending, kernels: KernelSet
  ) {
    let columns = columns(of: panel)
    let zeros = unsafe target + sums.count
    unsafe zeros.update(repeating: 0, count: width)
    unsafe tiles.finish(
      range, columns, dk_positions(target, sums),
      bias: ending.bias.map { unsafe $0 + columns.lowerBound } ?? UnsafePointer(zeros),
      activation: ending.activation, adds: ending.adds, into: output, kernels: kernels)
  }

  private func columns(of panel: Int) -> Range<Int> {
    panel * width..<min(filters, (panel + 1) * width)
  }

  /// Columns that are multiplied: whole vectors, which the transform reads.
  private func columnCount(of panel: Int) -> Int {
    min(width, (columns(of: panel).count + 15) / 16 * 16)
  }

  /// Transformed weights that do not stay in a cache beside the tiles.
  private static let manyWeights = 1 << 19
  /// Channels of transformed weights that stay in the second-level cache beside the sums.
  private static let blockChannelLimit = 64
  /// Values of transformed tiles that threads share.
  private static let sharedInput = 1 << 20
  /// Tiles multiplied by one panel after the other, and by a panel that is read again for the next.
  private static let (smallBlockTiles, blockTiles) = (28, 98)
}
