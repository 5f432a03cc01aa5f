/// The width and height of a box, in any unit.
public struct BoxSize: Sendable, Hashable {
  /// Width.
  public var width: Double
  /// Height.
  public var height: Double

  /// A size.
  public init(width: Double, height: Double) { (self.width, self.height) = (width, height) }

  /// Width × height.
  public var area: Double { width * height }

  /// Intersection over union of two boxes of these sizes with one centre, or one corner.
  public func iou(with other: BoxSize) -> Double {
    let common = min(width, other.width) * min(height, other.height)
    let joined = area + other.area - common
    return joined > 0 ? common / joined : 0
  }
}
