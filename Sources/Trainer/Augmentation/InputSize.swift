/// Width and height of a network's input, in pixels.
public struct InputSize: Sendable, Hashable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int

  /// A size; both sides are at least 1.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Pixels.
  var area: Int { width * height }
}
