import CfgParser

/// Where the values of an image lie that Darknet numbers C × H × W and memory has H × W × C.
struct PlanarOrder: Sendable, Hashable {
  private let channels: Int
  private let area: Int

  /// The order of the values of `shape`.
  init(_ shape: Shape) { (channels, area) = (shape.channels, shape.area) }

  /// Values in all.
  var count: Int { channels * area }

  /// The place in memory of value number `index` of Darknet's.
  func place(of index: Int) -> Int {
    guard area > 1 else { return index }
    let (channel, pixel) = index.quotientAndRemainder(dividingBy: area)
    return pixel * channels + channel
  }
}
