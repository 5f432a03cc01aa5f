import CKernels
import CfgParser

/// A 3×3 convolution of stride 1 by Winograd's algorithm.
///
/// The input is transformed tile by tile, multiplied by transformed weights at every position, and
/// the sums are transformed back with bias and activation. Each sum is one chain of multiply-adds
/// over ascending channels, so the same bits come out however the work is shared.
///
/// - Reference: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
///   [arXiv:1509.09308](https://arxiv.org/abs/1509.09308); the points are in `winograd_body.h`.
struct WinogradConvolution: Sendable {
  private let tiling: WinogradTiling
  private let schedule: WinogradSchedule
  private let weights: WinogradWeights
  private let bias: AlignedFloats
  private let activation: dk_activation
  private let kernels: KernelSet
  private let inputBuffer: WinogradBuffer
  private let sumBuffer: WinogradBuffer

  /// Transforms the weights; `reading` as `PackedWeights` wants it.
  ///
  /// The work is laid out for as many threads as `threads` has.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, tileSize: Int, bias: [Float], activation: dk_activation,
    kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    tiling = WinogradTiling(
      geometry, tileSize: tileSize, kernels: kernels, threadCount: threads.threadCount)
    schedule = WinogradSchedule(tiling, kernels: kernels, threadCount: threads.threadCount)
    weights = try unsafe WinogradWeights(
      tiling, kernels: kernels, threads: threads, reading: rows)
    self.bias = AlignedFloats(bias, paddedTo: tiling.panelCount * tiling.panelWidth)
    (self.activation, self.kernels) = (activation, kernels)
    inputBuffer = tiling.inputBuffer(tiles: schedule.largestBlock)
    sumBuffer = tiling.sumBuffer(tiles: schedule.largestBlock)
  }

  /// Bytes the weights take.
  var weightByteCount: Int { weights.byteCount }

  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int {
    sumBuffer.count + (schedule.isShared ? 0 : inputBuffer.count)
  }

  /// Values of scratch all threads share in `run`.
  var sharedScratchFloats: Int { schedule.isShared ? inputBuffer.count : 0 }

  /// Convolves `input` into `output` and adds `residual`.
  func run(
    _ input: Tensor, into output: Tensor, adding residual: dk_residual, scratch: Scratch,
    threads: ThreadPool
  ) {
    var image = unsafe dk_winograd(
      input: input.values, inputStride: input.pixelStride,
      output: output.values, outputStride: output.pixelStride,
      height: input.shape.height, width: input.shape.width,
      outputHeight: output.shape.height, outputWidth: output.shape.width,
      padding: tiling.geometry.padding, tileSize: tiling.tileSize,
      tilesAcross: tiling.tilesAcross, activation: activation, residual: residual)
    unsafe withUnsafePointer(to: &image) { image in
      if schedule.isShared {
        unsafe runTogether(image, scratch: scratch, threads: threads)
      } else {
        unsafe runApart(image, scratch: scratch, threads: threads)
      }
    }
  }

  /// All threads transform a block of tiles, then share its filters out.
  private func runTogether(
    _ image: UnsafePointer<dk_winograd>, scratch: Scratch, threads: ThreadPool
  ) {
    let transformed = unsafe scratch.shared
    for block in 0..<schedule.blockCount {
      let tiles = schedule.tiles(of: block)
      threads.forEachRange(of: tiles.count, itemsAtLeast: 1 + 1024 / tiling.channels) { part in
        let first = tiles.lowerBound + part.lowerBound
        unsafe transform(
          image, first..<first + part.count,
          into: transformed + part.lowerBound * inputBuffer.rowStride)
      }
      threads.forEach(tiling.blockCount) { filters, worker in
        unsafe multiply(
          image, tiles, transformed, block: filters, sums: scratch.worker(worker))
      }
    }
  }

  /// Each thread does all of a block of tiles.
  private func runApart(
    _ image: UnsafePointer<dk_winograd>, scratch: Scratch, threads: ThreadPool
  ) {
    threads.forEach(schedule.blockCount) { block, worker in
      let tiles = schedule.tiles(of: block)
      let transformed = unsafe scratch.worker(worker)
      unsafe transform(image, tiles, into: transformed)
      for filters in 0..<tiling.blockCount {
        unsafe multiply(
          image, tiles, transformed, block: filters, sums: transformed + inputBuffer.count)
      }
    }
  }

  private func transform(
    _ image: UnsafePointer<dk_winograd>, _ tiles: Range<Int>,
    into transformed: UnsafeMutablePointer<Float>
  ) {
    unsafe kernels.table.winograd_input(
      image, tiles.lowerBound, tiles.count, 0, tiling.channels,
      dk_positions(
        values: transformed, positionStride: inputBuffer.positionStride,
        rowStride: inputBuffer.rowStride))
  }

  /// Multiplies transformed tiles by a block of filters, and transforms the sums back.
  private func multiply(
    _ image: UnsafePointer<dk_winograd>, _ tiles: Range<Int>,
    _ transformed: UnsafeMutablePointer<Float>, block: Int, sums: UnsafeMutablePointer<Float>
  ) {
    let filters = tiling.filters(of: block)
    for position in 0..<tiling.positionCount {
      unsafe multiply(
        transformed + position * inputBuffer.positionStride, rowCount: tiles.count, block: block,
        position: position, into: sums + position * sumBuffer.positionStride)
    }
    unsafe kernels.table.winograd_output(
      image, tiles.lowerBound, tiles.count, filters.lowerBound, filters.count,
      dk_positions(
        values: sums, positionStride: sumBuffer.positionStride, rowStride: sumBuffer.rowStride),
      bias.values + filters.lowerBound)
  }

  /// The product at one position, through the channels part by part.
  private func multiply(
    _ rows: UnsafePointer<Float>, rowCount: Int, block: Int, position: Int,
    into sums: UnsafeMutablePointer<Float>
  ) {
    let rooms = tiling.channelRooms
    let partDepth = MatrixMultiply.blockDepth(of: rooms, kernels: kernels)
    for first in stride(from: 0, to: rooms, by: partDepth) {
      let depth = min(partDepth, rooms - first)
      var product = unsafe dk_product(
        rows: rows + first, rowCount: rowCount, rowStride: inputBuffer.rowStride, depth: depth,
        partCount: 1, partStride: depth,
        weights: weights.panel(ofBlock: block, at: position, from: first),
        panelStride: tiling.panelStride, columnCount: columnCount(of: block),
        nextWeights: next(block: block, position: position, room: first + depth),
        output: sums, outputStride: sumBuffer.rowStride, isFirst: first == 0, bias: nil,
        activation: dk_linear, residual: .none)
      unsafe kernels.table.multiply(&product)
    }
  }

  /// What is read after a part of a product: the rest of the channels, or the next position, which
  /// lies behind this one.
  private func next(block: Int, position: Int, room: Int) -> UnsafePointer<Float>? {
    if room < tiling.channelRooms {
      unsafe weights.panel(ofBlock: block, at: position, from: room)
    } else if position + 1 < tiling.positionCount {
      unsafe weights.panel(ofBlock: block, at: position + 1, from: 0)
    } else {
      nil
    }
  }

  /// Columns multiplied for a block: whole vectors, which the transform reads.
  private func columnCount(of block: Int) -> Int {
    min(
      tiling.panels(of: block).count * tiling.panelWidth,
      (tiling.filters(of: block).count + 15) / 16 * 16)
  }
}
