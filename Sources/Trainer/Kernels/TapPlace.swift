/// The rows (or columns) of an image that lie at one place between windows which slide over it, and
/// the taps that look at them.
///
/// Pixel i is looked at by tap k of window o where i = o · stride + k · dilation - padding. For
/// pixels first, first + stride, first + 2 · stride, … these are the same taps, and the windows lie
/// side by side: pixel number j of them is a sum over `taps` of what the window at j + n · dilation
/// - padding gives, n counting the taps.
struct TapPlace: Sendable, Hashable {
  /// The first pixel.
  let first: Int
  /// Pixels from one to the next.
  let stride: Int
  /// How many pixels there are.
  let count: Int
  /// The taps, the one that looks at the window furthest back first.
  let taps: [Int]
  /// Windows from one tap's to the next one's.
  let dilation: Int
  /// Windows before the image's first that the first tap looks at, for the first pixel.
  let padding: Int

  /// The places along an extent.
  static func all(
    extent: Int, size: Int, stride: Int, padding: Int, dilation: Int
  ) -> [TapPlace] {
    (0..<min(stride, extent)).map { first in
      let place = (first + padding) % stride
      let taps = (0..<size).filter { $0 * dilation % stride == place }
      let farthest = (first + padding - (taps.last ?? 0) * dilation) / stride
      return TapPlace(
        first: first, stride: stride, count: (extent - 1 - first) / stride + 1,
        taps: taps.reversed(),
        dilation: taps.count < 2 ? 1 : (taps[1] - taps[0]) * dilation / stride,
        padding: taps.isEmpty ? 0 : -farthest)
    }
  }
}
