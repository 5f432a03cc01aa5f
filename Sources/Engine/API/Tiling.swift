public import CfgParser

/// How a large picture is cut into overlapping tiles, each of which the network looks at as if it
/// were a picture of its own: small objects keep the pixels that shrinking the whole would cost them.
///
/// The whole picture is looked at as well, for what is larger than a tile.
public struct Tiling: Sendable, Hashable {
  /// How large the tiles are.
  public enum Size: Sendable, Hashable {
    /// As large as the network's input, so that no pixel is lost.
    case network
    /// So many pixels, at least 16 a side.
    case pixels(width: Int, height: Int)
    /// As large as it takes for so many columns and rows; fewer where tiles would be narrower than
    /// 16 pixels.
    case grid(columns: Int, rows: Int)
  }

  /// How large the tiles are.
  public let size: Size
  /// The share of a tile that its neighbour sees too, along each side; more where the tiles do not
  /// come out even.
  ///
  /// What is smaller than that is whole in one tile at least.
  public let overlap: Float

  /// Tiles of that size; `overlap` is brought to 0…0.9.
  public init(_ size: Size = .network, overlap: Float = 0.2) {
    self.size = size
    self.overlap = overlap.isNaN ? 0 : min(max(overlap, 0), 0.9)
  }

  /// How often `network` runs for a picture of that size: once for every tile, and once for the
  /// whole; once alone for a picture no larger than a tile.
  public func passCount(forWidth width: Int, height: Int, in network: Network) -> Int {
    passes(width: width, height: height, network.inputShape).count
  }

  /// What the network looks at: the tiles row by row, then the whole picture.
  func passes(width: Int, height: Int, _ input: Shape) -> [PixelRect] {
    let columns: [Range<Int>], rows: [Range<Int>]
    switch size {
    case .network:
      columns = spans(of: width, side: input.width)
      rows = spans(of: height, side: input.height)
    case .pixels(let side, let upright):
      columns = spans(of: width, side: side)
      rows = spans(of: height, side: upright)
    case .grid(let columnCount, let rowCount):
      columns = spans(of: width, count: columnCount)
      rows = spans(of: height, count: rowCount)
    }
    let tiles = rows.flatMap { row in
      columns.map { column in
        PixelRect(
          left: column.lowerBound, top: row.lowerBound, right: column.upperBound,
          bottom: row.upperBound)
      }
    }
    let whole = PixelRect(left: 0, top: 0, right: width, bottom: height)
    return tiles == [whole] ? tiles : tiles + [whole]
  }

  private static let narrowest = 16

  private func spans(of length: Int, side: Int) -> [Range<Int>] {
    let side = max(side, Self.narrowest)
    guard side < length else { return [0..<length] }
    let step = Float(side) * (1 - overlap)
    return spans(of: length, side: side, count: Int((Float(length - side) / step).rounded(.up)) + 1)
  }

  private func spans(of length: Int, count: Int) -> [Range<Int>] {
    let count = min(max(count, 1), max(1, length / Self.narrowest))
    let side = Float(length) / (Float(count) - Float(count - 1) * overlap)
    return spans(of: length, side: min(Int(side.rounded(.up)), length), count: count)
  }

  /// The first begins and the last ends with the picture, the others are spread evenly.
  private func spans(of length: Int, side: Int, count: Int) -> [Range<Int>] {
    (0..<count).map { index in
      let start = count > 1 ? (length - side) * index / (count - 1) : 0
      return start..<start + side
    }
  }
}
