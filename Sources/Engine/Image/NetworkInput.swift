extension Placement {
  /// Writes the image as a network sees it: H × W × C, values 0…1, gray 0.5 where there is no image.
  ///
  /// - Parameters:
  ///   - image: An image of the size this placement was made for.
  ///   - input: Network height × network width × channels of the image; all of it is written.
  func write(_ image: Image, into input: inout MutableSpan<Float>) {
    precondition(image.width == columns.image && image.height == rows.image)
    precondition(input.count == columns.network * rows.network * image.channels)
    unsafe input.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe write(image, at: start)
    }
  }

  private func write(_ image: Image, at input: UnsafeMutablePointer<Float>) {
    let rowStride = columns.network * image.channels
    let (x, y) = (columns.shown, rows.shown)
    unsafe fillAround(x, y, input, rowStride: rowStride, channels: image.channels)
    let resize = Resize(
      columns: ResizeAxis(columns, window: shifted(x, by: columns.origin), edge: .column),
      rows: ResizeAxis(rows, window: shifted(y, by: rows.origin), edge: .row))
    let corner = unsafe input + y.lowerBound * rowStride + x.lowerBound * image.channels
    unsafe resize.run(image, into: corner, rowStride: rowStride)
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

extension Image {
  /// Writes the image as a network of `width` × `height` sees it, and says where it came to lie.
  ///
  /// - Parameters:
  ///   - input: height × width × channels values, all of them written; 0…1, channels last.
  ///   - width: Columns of the network's input.
  ///   - height: Rows of the network's input.
  ///   - mode: How the image comes to that size.
  /// - Returns: Where the image lies, to bring boxes back.
  func writeNetworkInput(
    into input: inout MutableSpan<Float>, width: Int, height: Int, mode: ResizeMode
  ) -> Placement {
    let placement = Placement(
      imageWidth: self.width, imageHeight: self.height, width: width, height: height, mode: mode)
    placement.write(self, into: &input)
    return placement
  }
}
