import CKernels
import CfgParser
import Engine

/// What comes from behind to the weights of a 3×3 convolution of stride 1, by Winograd's algorithm
/// read backwards.
///
/// An output is a linear function of transformed weights; what comes to these is, at every position
/// of a tile, the sum over all tiles of transformed inputs times deltas spread over the positions,
/// an ordinary product with the tiles as its long side. So it takes as few multiplications as the
/// way there.
///
/// Where weights are few, tiles are cut into parts with sums of their own, which are added in their
/// order; else threads take blocks of weights. The cuts depend on the layer alone, so the bits do
/// not depend on the threads.
struct WinogradWeightGradient: Sendable, Hashable {
  private let tiles: WinogradTiles
  private let width: Int

  /// The gradient over `tiles`.
  init(_ tiles: WinogradTiles, kernels: KernelSet) {
    self.tiles = tiles
    width = kernels.table.panelWidth
  }

  private var channels: Int { tiles.input.channels }
  private var filters: Int { tiles.output.channels }
  private var panels: Int { (filters + width - 1) / width }
  /// Values of the sums of all weights.
  private var sumCount: Int { panels * panelCount(channels) }
  /// Values from one position of a panel's sums to the next: an odd number of cache lines, for all
  /// positions of a weight are read at once.
  private func positionStride(_ channels: Int) -> Int { channels * width + 16 }
  private func panelCount(_ channels: Int) -> Int { tiles.positions * positionStride(channels) }
  private var isShared: Bool { sumCount > Self.manyWeights }

  /// Tiles that are transformed together.
  private var chunk: Int {
    let limit = Self.sharedValues / (tiles.positions * (channels + filters))
    return min(tiles.count, max(Self.outerDepth, limit))
  }
  private var parts: Int { max(1, min(Self.partCount, tiles.count / Self.partTiles)) }
  private var block: Int { isShared ? chunk : min(Self.partTiles, tiles.count) }
  private var inputs: WinogradBuffer {
    WinogradBuffer(positions: tiles.positions, tiles: block, rowCount: channels)
  }
  private var deltas: WinogradBuffer {
    WinogradBuffer(positions: tiles.positions, tiles: block, rowCount: filters)
  }
  private var blockChannels: Int { min(channels, Self.taskChannels) }

  /// Values of the memory all threads share.
  var sharedCount: Int { isShared ? inputs.count + deltas.count : parts * sumCount }

  /// Values of scratch a thread needs.
  var scratchCount: Int {
    isShared ? panelCount(blockChannels) : inputs.count + deltas.count
  }

  /// Adds the gradient to `updates`, panels of [tap][channel][column].
  func run(
    _ input: UnsafePointer<Float>, delta: UnsafePointer<Float>,
    into updates: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    if isShared {
      for first in stride(from: 0, to: tiles.count, by: chunk) {
        unsafe runTogether(
          first..<min(first + chunk, tiles.count), input, delta, into: updates, memory: memory,
          in: run)
      }
    } else {
      unsafe sumParts(input, delta, into: memory, in: run)
      unsafe join(memory, into: updates, in: run)
    }
  }

  // MARK: Many weights

  /// All threads transform tiles, then each takes blocks of weights.
  private func runTogether(
    _ range: Range<Int>, _ input: UnsafePointer<Float>, _ delta: UnsafePointer<Float>,
    into updates: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    run.threads.forEachRange(
      of: range.count, itemsAtLeast: 1 + 1_024 / (channels + filters)
    ) { part in
      let first = range.lowerBound + part.lowerBound
      unsafe transform(
        first..<first + part.count, input, delta, into: memory, from: part.lowerBound,
        kernels: kernels)
    }
    let rowBlocks = (channels + blockChannels - 1) / blockChannels
    run.threads.forEach(rowBlocks * panels) { item, worker in
      let (panel, rowBlock) = item.quotientAndRemainder(dividingBy: rowBlocks)
      let rows = rowBlock * blockChannels..<min(channels, (rowBlock + 1) * blockChannels)
      let sums = unsafe scratch.worker(worker)
      unsafe sums.update(repeating: 0, count: panelCount(rows.count))
      unsafe add(range.count, memory, rows, panel..<panel + 1, to: sums, kernels: kernels)
      unsafe kernels.training.winograd_untaps(
        tiles.size, sums, positionStride(rows.count), rows.count,
        updates + (panel * 9 * channels + rows.lowerBound) * width, channels * width)
    }
  }

  // MARK: Few weights

  private func sumParts(
    _ input: UnsafePointer<Float>, _ delta: UnsafePointer<Float>,
    into memory: UnsafeMutablePointer<Float>, in run: borrowing TrainingContext
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    run.threads.forEach(parts) { part, worker in
      let place = unsafe scratch.worker(worker)
      let sums = unsafe memory + part * sumCount
      unsafe sums.update(repeating: 0, count: sumCount)
      let range = tiles.count * part / parts..<tiles.count * (part + 1) / parts
      for first in stride(from: range.lowerBound, to: range.upperBound, by: block) {
        let block = first..<min(first + block, range.upperBound)
        unsafe transform(block, input, delta, into: place, from: 0, kernels: kernels)
        unsafe add(
          block.count, place, 0..<channels, 0..<panels, to: sums, kernels: kernels)
      }
    }
  }

  /// Adds the sums of all parts, and brings them to the weights.
  private func join(
    _ memory: UnsafeMutablePointer<Float>, into updates: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    let (kernels, panelRows) = (run.kernels, (channels + Self.joinRows - 1) / Self.joinRows)
    run.threads.forEach(panels * panelRows) { item, _ in
      let (panel, rowBlock) = item.quotientAndRemainder(dividingBy: panelRows)
      let rows = rowBlock * Self.joinRows..<min(channels, (rowBlock + 1) * Self.joinRows)
      let (offset, stride) = (
        panel * panelCount(channels) + rows.lowerBound * width, positionStride(channels)
      )
      for part in 1..<max(1, parts) {
        unsafe kernels.table.add_scaled(
          dk_row_pair(
            input: memory + part * sumCount + offset, inputStride: stride,
            output: memory + offset, outputStride: stride,
            rowCount: tiles.positions, columnCount: rows.count * width), 1, 1)
      }
      unsafe kernels.training.winograd_untaps(
        tiles.size, memory + offset, stride, rows.count,
        updates + (panel * 9 * channels + rows.lowerBound) * width, channels * width)
    }
  }

  // MARK: Both

  /// Transforms the inputs and deltas of some tiles into memory that has room for a block of each.
  private func transform(
    _ range: Range<Int>, _ input: UnsafePointer<Float>, _ delta: UnsafePointer<Float>,
    into memory: UnsafeMutablePointer<Float>, from row: Int, kernels: KernelSet
  ) {
    unsafe tiles.transform(
      range, of: input, into: dk_positions(memory + row * inputs.rowStride, inputs),
      kernels: kernels)
    unsafe tiles.spread(
      range, of: delta,
      into: dk_positions(memory + inputs.count + row * deltas.rowStride, deltas),
      kernels: kernels)
  }

  /// Adds products of `count` transformed tiles to sums [panel][position][channel][column].
  private func add(
    _ count: Int, _ memory: UnsafePointer<Float>, _ rows: Range<Int>, _ panels: Range<Int>,
    to sums: UnsafeMutablePointer<Float>, kernels: KernelSet
  ) {
    let firstColumn = panels.lowerBound * width
    for position in 0..<tiles.positions {
      let input = unsafe memory + position * inputs.positionStride + rows.lowerBound
      let delta =
        unsafe memory + inputs.count + position * deltas.positionStride + firstColumn
      for first in stride(from: 0, to: count, by: Self.outerDepth) {
        var outer = unsafe dk_outer(
          rows: input + first * inputs.rowStride, rowStride: inputs.rowStride,
          rowCount: rows.count, columns: delta + first * deltas.rowStride,
          columnStride: deltas.rowStride,
          columnCount: min(filters, panels.upperBound * width) - firstColumn,
          depth: min(Self.outerDepth, count - first),
          sums: sums + position * positionStride(rows.count),
          panelStride: panelCount(rows.count))
        unsafe kernels.training.outer(&outer)
      }
    }
  }

  /// Sums of which every part of the tiles has its own.
  private static let manyWeights = 1 << 17
  /// Values of transformed tiles that threads share.
  private static let sharedValues = 1 << 20
  /// Tiles of one call of the kernel.
  private static let outerDepth = 192
  /// Channels of a task.
  private static let taskChannels = 128
  /// Parts there should be, and tiles of a part that are transformed at once.
  private static let (partCount, partTiles) = (16, 32)
  /// Channels that are brought to the weights at once.
  private static let joinRows = 16
}
