import ArgumentParser
import Engine

/// How large images are cut into tiles.
struct TilingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Look at large images tile by tile, and once as a whole: finds small objects, and takes as many \
      times as long as there are tiles. auto is tiles of the network's size, 3x2 is three columns \
      and two rows, 640x640px tiles of so many pixels.
      """, valueName: "auto|CxR|WxHpx"),
    transform: Self.size)
  var tile: Tiling.Size?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Share of a tile that its neighbours see too, 0 to 0.9; 0.2 unless given. What is smaller than \
      that is whole in one tile at least.
      """, valueName: "share"),
    transform: Self.share)
  var tileOverlap: Float?

  func validate() throws {
    if tile == nil, tileOverlap != nil {
      throw ValidationError("--tile-overlap is for --tile, which is not given")
    }
  }

  /// How images are cut; nil for not at all.
  var tiling: Tiling? { tile.map { Tiling($0, overlap: tileOverlap ?? 0.2) } }

  /// What was asked for, for people and for the object of every image.
  var choices: [(String, JSONValue)] {
    guard let tile, let tiling else { return [] }
    return [("tile", .string(Self.text(tile))), ("tile_overlap", .float(tiling.overlap))]
  }

  private static func text(_ size: Tiling.Size) -> String {
    switch size {
    case .network: "auto"
    case .grid(let columns, let rows): "\(columns)x\(rows)"
    case .pixels(let width, let height): "\(width)x\(height)px"
    }
  }

  private static func size(_ text: String) throws -> Tiling.Size {
    if text == "auto" { return .network }
    let isPixels = text.hasSuffix("px")
    let numbers = text.dropLast(isPixels ? 2 : 0).split(
      separator: "x", omittingEmptySubsequences: false
    ).map { Int($0) }
    let range = isPixels ? 16...65535 : 1...64
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1],
      range.contains(width), range.contains(height)
    else {
      throw ValidationError(
        "auto, columns and rows such as 3x2 (up to 64), or pixels such as 640x640px (from 16) are"
          + " needed")
    }
    return isPixels
      ? .pixels(width: width, height: height) : .grid(columns: width, rows: height)
  }

  private static func share(_ text: String) throws -> Float {
    guard let value = Float(text), (0...0.9).contains(value) else {
      throw ValidationError("a number from 0 to 0.9 is needed, such as 0.2")
    }
    return value
  }
}
