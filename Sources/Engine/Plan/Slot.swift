import CfgParser

/// Where an activation will lie: a buffer of the plan, and the channels of it that belong to the
/// activation.
///
/// It is to the plan what a `Tensor` is to a run: buffers get their place in memory only when all
/// steps are known.
struct Slot: Sendable, Hashable {
  /// Number of the buffer.
  let buffer: Int
  /// First channel of every pixel that belongs to the activation.
  let channelOffset: Int
  /// Values from one pixel to the next.
  let pixelStride: Int
  /// Extent of the activation.
  let shape: Shape

  /// Whether no other activation's channels lie between the pixels.
  var isContiguous: Bool { pixelStride == shape.channels || shape.area == 1 }

  /// Whether a value of one belongs to the other as well.
  func overlaps(_ other: Slot) -> Bool {
    guard buffer == other.buffer else { return false }
    guard pixelStride == other.pixelStride, shape.area == other.shape.area else { return true }
    return channelOffset < other.channelOffset + other.shape.channels
      && other.channelOffset < channelOffset + shape.channels
  }

  /// `count` of the channels, from `offset` on: another view of the same memory.
  func channels(from offset: Int, count: Int) -> Slot {
    part(
      from: offset, shape: Shape(channels: count, height: shape.height, width: shape.width))
  }

  /// A part of the memory, from channel `offset` on, seen as `shape`.
  ///
  /// The shape has the same pixels; or the memory is contiguous, and the shape has as many values.
  func part(from offset: Int, shape: Shape) -> Slot {
    Slot(
      buffer: buffer, channelOffset: channelOffset + offset,
      pixelStride: shape.area == self.shape.area ? pixelStride : shape.channels, shape: shape)
  }
}
