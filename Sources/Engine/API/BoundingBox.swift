/// A box given by its centre and its size.
///
/// - Units: shares of the image, 0…1 where the box lies inside; heads may give boxes that reach
///   beyond.
public struct BoundingBox: Sendable, Hashable {
  /// Horizontal centre.
  public var x: Float
  /// Vertical centre, counted downwards.
  public var y: Float
  /// Extent from left to right.
  public var width: Float
  /// Extent from top to bottom.
  public var height: Float

  /// A box around (`x`, `y`), `width` wide and `height` high.
  public init(x: Float, y: Float, width: Float, height: Float) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// Left edge.
  public var left: Float { x - width / 2 }
  /// Right edge.
  public var right: Float { x + width / 2 }
  /// Upper edge.
  public var top: Float { y - height / 2 }
  /// Lower edge.
  public var bottom: Float { y + height / 2 }
  /// Width × height.
  public var area: Float { width * height }
}
