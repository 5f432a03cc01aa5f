import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("Tiling")
struct TilingTests {
  private static let input = Shape(channels: 3, height: 100, width: 100)

  private func passes(_ tiling: Tiling, _ width: Int, _ height: Int) -> [PixelRect] {
    tiling.passes(width: width, height: height, Self.input)
  }

  private func rect(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> PixelRect {
    PixelRect(left: left, top: top, right: right, bottom: bottom)
  }

  @Test("tiles of the network's size begin and end with the picture, row by row, the whole last")
  func networkSize() {
    #expect(
      passes(Tiling(overlap: 0.2), 180, 150) == [
        rect(0, 0, 100, 100), rect(80, 0, 180, 100), rect(0, 50, 100, 150),
        rect(80, 50, 180, 150), rect(0, 0, 180, 150),
      ])
  }

  @Test("a picture no larger than a tile is looked at once", arguments: [(100, 100), (30, 99)])
  func small(_ width: Int, _ height: Int) {
    #expect(passes(Tiling(), width, height) == [rect(0, 0, width, height)])
  }

  @Test("a tile is as high as the picture where that is lower")
  func flat() {
    #expect(
      passes(Tiling(.pixels(width: 60, height: 60), overlap: 0), 120, 40) == [
        rect(0, 0, 60, 40), rect(60, 0, 120, 40), rect(0, 0, 120, 40),
      ])
  }

  @Test("columns and rows are as many as are asked for, with the overlap that is asked for")
  func grid() {
    // 140 = 3 · 50 − 2 · 0.1 · 50
    #expect(
      passes(Tiling(.grid(columns: 3, rows: 1), overlap: 0.1), 140, 80) == [
        rect(0, 0, 50, 80), rect(45, 0, 95, 80), rect(90, 0, 140, 80), rect(0, 0, 140, 80),
      ])
  }

  @Test("neighbours share the overlap at least", arguments: [0, 0.2, 0.5, 0.9] as [Float])
  func overlap(_ overlap: Float) {
    for length in 101...420 {
      let tiles = passes(Tiling(overlap: overlap), length, 50).dropLast()
      #expect(tiles.first?.left == 0)
      #expect(tiles.last?.right == length)
      for (one, next) in zip(tiles, tiles.dropFirst()) {
        #expect(one.right - next.left >= Int(100 * overlap))
      }
    }
  }

  @Test("tiles are never narrower than 16 pixels")
  func narrow() {
    #expect(passes(Tiling(.grid(columns: 64, rows: 64), overlap: 0), 40, 20).count == 3)
    #expect(passes(Tiling(.pixels(width: 1, height: 1), overlap: 0), 32, 16).count == 3)
    #expect(passes(Tiling(.grid(columns: 0, rows: -1)), 32, 16).count == 1)
  }

  @Test("an overlap out of range becomes the nearest that makes sense")
  func overlapRange() {
    #expect(Tiling(overlap: 2).overlap == 0.9)
    #expect(Tiling(overlap: -1).overlap == 0)
    #expect(Tiling(overlap: .nan).overlap == 0)
  }
}
