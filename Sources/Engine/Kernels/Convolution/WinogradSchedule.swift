import CKernels

/// In which order Winograd's tiles and filters are worked on, and by whom.
///
/// It has no influence on the result. Threads either take blocks of tiles each, with all filters,
/// so that a block stays in the second-level cache; or, where weights are many or tiles few, they
/// transform one large block together and take blocks of filters each, so that weights are read
/// from memory once.
struct WinogradSchedule: Sendable, Hashable {
  /// Whether threads work on one block of tiles together.
  let isShared: Bool
  /// Blocks of tiles.
  let blockCount: Int
  private let tileCount: Int

  init(_ tiling: WinogradTiling, kernels: KernelSet, threadCount: Int) {
    tileCount = tiling.tileCount
    let tileRows = kernels.table.tileRows
    let small = max(1, 28 / tileRows) * tileRows
    let products =
      Double(tileCount * tiling.positionCount) * Double(tiling.channels * tiling.filters)
    // Waking a thread takes longer than a small convolution.
    let isSmall = products < 200_000
    isShared =
      tiling.weightCount > Self.manyWeights || !isSmall && tileCount < small * threadCount
    let limit: Int
    if isShared {
      let inCache = Self.sharedInput / (tiling.positionCount * tiling.channelRooms)
      limit = max(small, min(96, inCache) / tileRows * tileRows)
    } else {
      limit = small
    }
    var blockCount = max(1, (tileCount + limit - 1) / limit)
    if !isShared, !isSmall, blockCount < 8 * threadCount {
      blockCount = (blockCount + threadCount - 1) / threadCount * threadCount
    }
    self.blockCount = blockCount
  }

  /// The tiles of a block; blocks differ by one at most.
  func tiles(of block: Int) -> Range<Int> {
    tileCount * block / blockCount..<tileCount * (block + 1) / blockCount
  }

  /// Tiles of the largest block.
  var largestBlock: Int { (tileCount + blockCount - 1) / blockCount }

  /// Transformed weights that do not stay in a cache beside the tiles.
  private static let manyWeights = 1 << 19
  /// Values of transformed input that threads share.
  private static let sharedInput = 1 << 21
}
