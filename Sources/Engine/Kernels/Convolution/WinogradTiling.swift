import CKernels
import CfgParser

/// How Winograd's algorithm cuts a convolution: the output into tiles, the filters into blocks.
///
/// A block of filters is what a thread multiplies by and transforms back in one go.
struct WinogradTiling: Sendable, Hashable {
  /// What is convolved.
  let geometry: ConvolutionGeometry
  /// Rows and columns of a tile of the output.
  let tileSize: Int
  /// Columns of a panel of weights.
  let panelWidth: Int
  /// Rooms that the channels of the input take in a row of a product.
  let channelRooms: Int
  /// Panels of a block of filters; the last block may have fewer.
  let panelsPerBlock: Int

  /// Cuts a convolution so that threads have blocks to share.
  init(_ geometry: ConvolutionGeometry, tileSize: Int, kernels: KernelSet, threadCount: Int) {
    (self.geometry, self.tileSize) = (geometry, tileSize)
    panelWidth = kernels.table.panelWidth
    channelRooms = kernels.rooms(for: geometry.input.channels)
    let panels = (geometry.output.channels + panelWidth - 1) / panelWidth
    let limit = max(1, (tileSize == 6 ? 32 : 64) / panelWidth)
    // Smaller blocks where the threads would get unlike numbers of large ones.
    let blocks = (panels + limit - 1) / limit
    let isEven = blocks.isMultiple(of: threadCount) || blocks >= 4 * threadCount
    panelsPerBlock = isEven ? limit : 1
  }

  /// Positions of a transformed tile.
  var positionCount: Int { (tileSize + 2) * (tileSize + 2) }
  /// Tiles side by side.
  var tilesAcross: Int { (geometry.output.width + tileSize - 1) / tileSize }
  /// Tiles of the image.
  var tileCount: Int {
    tilesAcross * ((geometry.output.height + tileSize - 1) / tileSize)
  }

  /// Channels of the input.
  var channels: Int { geometry.input.channels }
  /// Channels of the output.
  var filters: Int { geometry.output.channels }
  /// Panels of all filters.
  var panelCount: Int { (filters + panelWidth - 1) / panelWidth }
  /// Blocks of filters.
  var blockCount: Int { (panelCount + panelsPerBlock - 1) / panelsPerBlock }

  /// The filters of a block.
  func filters(of block: Int) -> Range<Int> {
    let width = panelsPerBlock * panelWidth
    return block * width..<min(filters, (block + 1) * width)
  }

  /// The panels of a block.
  func panels(of block: Int) -> Range<Int> {
    block * panelsPerBlock..<min(panelCount, (block + 1) * panelsPerBlock)
  }

  /// Rooms of the weights at one position in one panel.
  var panelStride: Int { channelRooms * panelWidth }
  /// Rooms of all transformed weights.
  var weightCount: Int { panelCount * positionCount * panelStride }
}

extension WinogradTiling {
  /// Room for `tiles` transformed tiles of the input.
  func inputBuffer(tiles: Int) -> WinogradBuffer {
    WinogradBuffer(positions: positionCount, tiles: tiles, rowCount: channelRooms)
  }

  /// Room for the sums of `tiles` tiles and a block of filters.
  func sumBuffer(tiles: Int) -> WinogradBuffer {
    WinogradBuffer(positions: positionCount, tiles: tiles, rowCount: panelsPerBlock * panelWidth)
  }
}
