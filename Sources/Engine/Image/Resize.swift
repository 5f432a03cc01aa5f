/// Darknet's bilinear resize of a part of an image, from bytes to float32 in one go.
///
/// Columns first, then rows, without anti-aliasing. Only rows that are needed are computed, and two
/// are kept at a time, so that cost and memory follow the target and not the source.
///
/// - Reference: darknet `image.c`, `resize_image`.
struct Resize {
  /// What every target column is made of.
  let columns: ResizeAxis
  /// What every target row is made of.
  let rows: ResizeAxis

  /// Writes `rows.count` × `columns.count` pixels of `image` as byte / 255.
  ///
  /// - Parameters:
  ///   - image: The source; all positions of `columns` and `rows` lie in it.
  ///   - target: Where the first pixel goes, H × W × C.
  ///   - rowStride: Values from one target row to the next.
  func run(_ image: Image, into target: UnsafeMutablePointer<Float>, rowStride: Int) {
    unsafe run(channels: image.channels, into: target, rowStride: rowStride) { row, line in
      unsafe resample(image, row: row, into: line)
    }
  }

  /// Writes `rows.count` × `columns.count` pixels of `array`, as `run(_:into:rowStride:)` does those
  /// of an image.
  func run(_ array: PictureArray, into target: UnsafeMutablePointer<Float>, rowStride: Int) {
    unsafe run(channels: array.channels, into: target, rowStride: rowStride) { row, line in
      unsafe resample(array, row: row, into: line)
    }
  }

  private func run(
    channels: Int, into target: UnsafeMutablePointer<Float>, rowStride: Int,
    resample: (Int, UnsafeMutablePointer<Float>) -> Void
  ) {
    let count = columns.count * channels
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { buffer in
      guard let base = buffer.baseAddress else { return }
      var cache = unsafe RowCache(upper: base, lower: base + count)
      for y in 0..<rows.count {
        let line = unsafe target + y * rowStride
        let (upper, lower) = unsafe cache.rows(rows.first[y], rows.second[y]) {
          (source, row) in unsafe resample(source, row)
        }
        unsafe blend(upper, rows.firstWeight[y], lower, rows.secondWeight[y], count, into: line)
      }
    }
  }

  private func resample(_ image: Image, row: Int, into target: UnsafeMutablePointer<Float>) {
    let start = row * image.width * image.channels
    unsafe image.pixels.withUnsafeBufferPointer { pixels in
      guard let line = pixels.baseAddress else { return }
      if image.channels == 3 {
        unsafe resampleColor(line + start, into: target)
      } else {
        unsafe resampleGray(line + start, into: target)
      }
    }
  }

  private func resample(_ array: PictureArray, row: Int, into target: UnsafeMutablePointer<Float>) {
    for channel in 0..<array.channels {
      let start = (channel * array.height + row) * array.width
      let line = array.values[start..<start + array.width]
      for x in 0..<columns.count {
        let (near, far) = (line[start + columns.first[x]], line[start + columns.second[x]])
        unsafe target[x * array.channels + channel] =
          columns.firstWeight[x] * near + columns.secondWeight[x] * far
      }
    }
  }

  private func resampleColor(_ line: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>)
  {
    let table = Self.shares.span
    let (first, second) = (columns.first.span, columns.second.span)
    let (firstWeight, secondWeight) = (columns.firstWeight.span, columns.secondWeight.span)
    for x in first.indices {
      let near = unsafe line + 3 &* first[unchecked: x]
      let far = unsafe line + 3 &* second[unchecked: x]
      let a = unsafe firstWeight[unchecked: x]
      let b = unsafe secondWeight[unchecked: x]
      let pixel = unsafe target + 3 &* x
      unsafe pixel[0] =
        a * table[unchecked: Int(near[0])] + b * table[unchecked: Int(far[0])]
      unsafe pixel[1] =
        a * table[unchecked: Int(near[1])] + b * table[unchecked: Int(far[1])]
      unsafe pixel[2] =
        a * table[unchecked: Int(near[2])] + b * table[unchecked: Int(far[2])]
    }
  }

  private func resampleGray(_ line: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>)
  {
    let table = Self.shares
    for x in 0..<columns.count {
      let near = unsafe table[Int(line[columns.first[x]])]
      let far = unsafe table[Int(line[columns.second[x]])]
      unsafe target[x] = columns.firstWeight[x] * near + columns.secondWeight[x] * far
    }
  }

  private func blend(
    _ upper: UnsafePointer<Float>, _ a: Float, _ lower: UnsafePointer<Float>, _ b: Float,
    _ count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { unsafe target[index] = a * upper[index] + b * lower[index] }
  }

  /// byte / 255 for every byte, correctly rounded.
  private static let shares = (0..<256).map { Float($0) / 255 }
}

/// The two source rows in use, resampled along the width.
@safe private struct RowCache {
  private var upper: UnsafeMutablePointer<Float>
  private var lower: UnsafeMutablePointer<Float>
  private var upperRow = -1
  private var lowerRow = -1

  init(upper: UnsafeMutablePointer<Float>, lower: UnsafeMutablePointer<Float>) {
    unsafe (self.upper, self.lower) = (upper, lower)
  }

  /// The rows `first` and `second`, made by `make` where they are not at hand.
  mutating func rows(
    _ first: Int, _ second: Int, make: (Int, UnsafeMutablePointer<Float>) -> Void
  ) -> (UnsafePointer<Float>, UnsafePointer<Float>) {
    if first == lowerRow {
      unsafe swap(&upper, &lower)
      swap(&upperRow, &lowerRow)
    }
    if first != upperRow {
      unsafe make(first, upper)
      upperRow = first
    }
    if second == first { return unsafe (UnsafePointer(upper), UnsafePointer(upper)) }
    if second != lowerRow {
      unsafe make(second, lower)
      lowerRow = second
    }
    return unsafe (UnsafePointer(upper), UnsafePointer(lower))
  }
}
