import Engine

/// Where in an image the pixels of a network's input come from: a straight map, read bilinearly.
struct ImageSampling: Sendable, Hashable {
  /// What there is beyond the edges of the image.
  enum Border: Sendable, Hashable {
    /// Nothing: what lies beyond counts as 0.
    case black
    /// The nearest pixel of the image.
    case repeated
  }

  /// The size of the input.
  let size: InputSize
  /// The columns of the input that show the image; they may go beyond it.
  let columns: Range<Int>
  /// The rows of the input that show the image; they may go beyond it.
  let rows: Range<Int>
  /// The place in the image of the first of these pixels, x and y.
  let origin: SIMD2<Float>
  /// What one column to the right adds to it.
  let across: SIMD2<Float>
  /// What one row down adds to it.
  let down: SIMD2<Float>
  /// What there is beyond the edges.
  let border: Border

  /// What the input has where no image is.
  static let field: Float = 0.5

  /// Writes the input, C × H × W, as shares of the brightest; `isMirrored` turns it left to right.
  func write(_ image: Image, isMirrored: Bool, into values: inout MutableSpan<Float>) {
    let bytes = image.pixels.span
    for y in 0..<size.height {
      for x in 0..<size.width {
        let place = y * size.width + (isMirrored ? size.width - 1 - x : x)
        guard columns.contains(x), rows.contains(y) else {
          for channel in 0..<image.channels { values[channel * size.area + place] = Self.field }
          continue
        }
        let taps = BilinearTaps(source(x, y), of: image, border)
        for channel in 0..<image.channels {
          values[channel * size.area + place] = taps.value(of: channel, in: bytes)
        }
      }
    }
  }

  private func source(_ x: Int, _ y: Int) -> SIMD2<Float> {
    origin + Float(x - columns.lowerBound) * across + Float(y - rows.lowerBound) * down
  }
}

/// The four pixels around a place in an image, and what each counts.
private struct BilinearTaps {
  /// Where the pixels lie in memory.
  private var places = SIMD4<Int>.zero
  /// What they count; 0 for those beyond the image.
  private var weights = SIMD4<Float>.zero

  init(_ place: SIMD2<Float>, of image: Image, _ border: ImageSampling.Border) {
    let last = SIMD2(Float(image.width - 1), Float(image.height - 1))
    // Written so that what is no number is outside.
    let isNear = place.x > -1 && place.y > -1 && place.x < last.x + 1 && place.y < last.y + 1
    var place = place
    if border == .repeated {
      guard place.x.isFinite, place.y.isFinite else { return }
      place = place.clamped(lowerBound: .zero, upperBound: last)
    } else if !isNear {
      return
    }
    let corner = place.rounded(.down)
    let rest = place - corner
    let (left, top) = (Int(corner.x), Int(corner.y))
    for index in 0..<4 {
      let (right, below) = (index & 1, index >> 1)
      let (x, y) = (left + right, top + below)
      guard x >= 0, x < image.width, y >= 0, y < image.height else { continue }
      places[index] = (y * image.width + x) * image.channels
      weights[index] =
        (right == 1 ? rest.x : 1 - rest.x) * (below == 1 ? rest.y : 1 - rest.y)
    }
  }

  /// The value of a channel, from 0 to 1.
  func value(of channel: Int, in bytes: Span<UInt8>) -> Float {
    var sum: Float = 0
    for index in 0..<4 where weights[index] != 0 {
      sum += weights[index] * Float(bytes[places[index] + channel])
    }
    return sum / 255
  }
}
