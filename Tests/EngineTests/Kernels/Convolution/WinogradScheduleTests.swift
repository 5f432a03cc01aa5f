import CfgParser
import Testing

@testable import Engine

@Suite("how Winograd's algorithm shares work")
struct WinogradScheduleTests {
  static let geometries: [ConvolutionGeometry] = [
    .init(1, 1, 1, filters: 1, size: 3), .init(32, 208, 208, filters: 64, size: 3),
    .init(128, 52, 52, filters: 256, size: 3), .init(512, 13, 13, filters: 1024, size: 3),
    .init(1280, 19, 19, filters: 1000, size: 3), .init(64, 13, 13, filters: 65, size: 3),
    .init(2048, 40, 40, filters: 17, size: 3),
  ]

  @Test(
    "every tile and every filter belongs to one block", arguments: kernelSetNames, geometries)
  func coversOnce(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    for tileSize in [2, 3, 4, 6] {
      for threadCount in [1, 2, 3, 8] {
        let tiling = WinogradTiling(
          geometry, tileSize: tileSize, kernels: kernels, threadCount: threadCount)
        let schedule = WinogradSchedule(tiling, kernels: kernels, threadCount: threadCount)
        let tiles = (0..<schedule.blockCount).map(schedule.tiles(of:))
        #expect(tiles.flatMap { $0 } == Array(0..<tiling.tileCount))
        #expect(tiles.map(\.count).max() == schedule.largestBlock)
        let filters = (0..<tiling.blockCount).map(tiling.filters(of:))
        #expect(filters.flatMap { $0 } == Array(0..<geometry.output.channels))
        let panels = (0..<tiling.blockCount).map(tiling.panels(of:))
        #expect(panels.flatMap { $0 } == Array(0..<tiling.panelCount))
      }
    }
  }

  @Test("work worth waking for has a part for every thread", arguments: [2, 4])
  func enoughParts(threadCount: Int) {
    for geometry in Self.geometries where geometry.output.count * geometry.input.channels > 1 << 22
    {
      let tiling = WinogradTiling(
        geometry, tileSize: 4, kernels: .best, threadCount: threadCount)
      let schedule = WinogradSchedule(tiling, kernels: .best, threadCount: threadCount)
      let parts = schedule.isShared ? tiling.blockCount : schedule.blockCount
      #expect(parts >= threadCount || geometry.output.channels < 32, "\(geometry)")
    }
  }

  @Test("threads share tiles where there are many, filters where there are many weights")
  func direction() {
    func isShared(_ geometry: ConvolutionGeometry) -> Bool {
      let tiling = WinogradTiling(geometry, tileSize: 4, kernels: .best, threadCount: 2)
      return WinogradSchedule(tiling, kernels: .best, threadCount: 2).isShared
    }
    #expect(!isShared(Self.geometries[1]))
    #expect(isShared(Self.geometries[3]))
    #expect(isShared(Self.geometries[5]))
  }

  @Test("a tiny convolution stays on the caller's thread")
  func tiny() {
    let tiling = WinogradTiling(
      .init(4, 6, 6, filters: 8, size: 3), tileSize: 2, kernels: .best, threadCount: 8)
    let schedule = WinogradSchedule(tiling, kernels: .best, threadCount: 8)
    #expect(!schedule.isShared)
    #expect(schedule.blockCount == 1)
  }

  @Test("rows and positions are an odd number of cache lines apart", arguments: [1, 16, 17, 512])
  func strides(channels: Int) {
    let buffer = WinogradBuffer(positions: 36, tiles: 28, rowCount: channels)
    #expect(buffer.rowStride >= channels)
    #expect(buffer.positionStride >= 28 * buffer.rowStride)
    #expect(!(buffer.rowStride / 16).isMultiple(of: 2) && buffer.rowStride.isMultiple(of: 16))
    #expect(!(buffer.positionStride / 16).isMultiple(of: 2))
  }
}
