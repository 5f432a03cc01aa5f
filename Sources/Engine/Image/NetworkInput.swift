extension Placement {
  /// Writes the image as a network sees it: H × W × C, values 0…1, gray 0.5 where there is no image.
  ///
  /// - Parameters:
  ///   - image: An image of the size this placement was made for.
  ///   - input: Network height × network width × channels of the image; all of it is written.
  func write(_ image: Image, into input: inout MutableSpan<Float>) {
    precondition(image.width == columns.image && image.height == rows.image)
    unsafe write(channels: image.channels, into: &input) { resize, corner, rowStride in
      unsafe resize.run(image, into: corner, rowStride: rowStride)
    }
  }

  /// Writes an array as `write(_:into:)` writes an image.
  func write(_ array: PictureArray, into input: inout MutableSpan<Float>) {
    precondition(array.width == columns.image && array.height == rows.image)
    unsafe write(channels: array.channels, into: &input) { resize, corner, rowStride in
      unsafe resize.run(array, into: corner, rowStride: rowStride)
    }
  }

  private func write(
    channels: Int, into input: inout MutableSpan<Float>,
    run: (Resize, UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    precondition(input.count == columns.network * rows.network * channels)
    unsafe input.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe write(channels: channels, at: start, run: run)
    }
  }

  private func write(
    channels: Int, at input: UnsafeMutablePointer<Float>,
    run: (Resize, UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let rowStride = columns.network * channels
    let (x, y) = (columns.shown, rows.shown)
    unsafe fillAround(x, y, input, rowStride: rowStride, channels: channels)
    let resize = Resize(
      columns: ResizeAxis(columns, window: shifted(x, by: columns.origin), edge: .column),
      rows: ResizeAxis(rows, window: shifted(y, by: rows.origin), edge: .row))
    let corner = unsafe input + y.lowerBound * rowStride + x.lowerBound * channels
    unsafe run(resize, corner, rowStride)
  }

  private func fillAround(
    _ x: Range<Int>, _ y: Range<Int>, _ input: UnsafeMutablePointer<Float>, rowStride: Int,
    channels: Int
  ) {
    let gray: Float = 0.5
    unsafe input.update(repeating: gray, count: y.lowerBound * rowStride)
    let below = rows.network - y.upperBound
    unsafe (input + y.upperBound * rowStride).update(repeating: gray, count: below * rowStride)
    let (left, right) = (x.lowerBound * channels, rowStride - x.upperBound * channels)
    guard left > 0 || right > 0 else { return }
    for row in y {
      let line = unsafe input + row * rowStride
      unsafe line.update(repeating: gray, count: left)
      unsafe (line + (rowStride - right)).update(repeating: gray, count: right)
    }
  }

  private func shifted(_ range: Range<Int>, by origin: Int) -> Range<Int> {
    range.lowerBound - origin..<range.upperBound - origin
  }
}
