/// The extent of one activation: channels × height × width, whatever its order in memory.
///
/// A shape is an image unless it says otherwise. A *vector* is what layers give that lose the
/// picture (`[route]` of unlike sizes, `[softmax]`): it holds `count` values in darknet's C × H × W
/// order and cannot feed a layer that needs an image.
public struct Shape: Sendable, Hashable {
  /// Number of channels (planes).
  public let channels: Int
  /// Rows of one plane.
  public let height: Int
  /// Columns of one plane.
  public let width: Int
  /// Whether the values form an image; layers that slide a window need one.
  public let isImage: Bool

  /// An image of `channels` planes of `height` × `width` values.
  public init(channels: Int, height: Int, width: Int) {
    (self.channels, self.height, self.width, isImage) = (channels, height, width, true)
  }

  /// A vector of `count` values, which is no image.
  public init(vectorOf count: Int) {
    (channels, height, width, isImage) = (count, 1, 1, false)
  }

  /// Values in all: channels × height × width.
  public var count: Int { channels * height * width }
  /// Positions of one plane: height × width.
  public var area: Int { height * width }
}

extension Shape: CustomStringConvertible {
  /// Width × height × channels, as darknet prints it: `13×13×1024`.
  public var description: String { "\(width)×\(height)×\(channels)" }
}
