import Testing

@testable import Engine

/// Darknet's resize written down as its description has it, one value at a time.
private func plainResize(_ image: Image, width: Int, height: Int) -> [Float] {
  func source(_ row: Int, _ column: Int, _ channel: Int) -> Float {
    Float(image.pixels[(row * image.width + column) * image.channels + channel]) / 255
  }
  let columnScale = Float(image.width - 1) / Float(width - 1)
  func part(_ row: Int, _ column: Int, _ channel: Int) -> Float {
    if column == width - 1 || image.width == 1 { return source(row, image.width - 1, channel) }
    let position = Float(column) * columnScale
    let index = Int(position)
    let distance = position - Float(index)
    return (1 - distance) * source(row, index, channel)
      + distance * source(row, index + 1, channel)
  }
  let rowScale = height == 1 ? 0 : Float(image.height - 1) / Float(height - 1)
  return (0..<height).flatMap { row in
    (0..<width).flatMap { column in
      (0..<image.channels).map { channel in
        let position = Float(row) * rowScale
        let index = Int(position)
        let distance = position - Float(index)
        var value = (1 - distance) * part(index, column, channel)
        if row != height - 1, image.height != 1 {
          value += distance * part(index + 1, column, channel)
        }
        return value
      }
    }
  }
}

/// The image stretched to `width` × `height`.
private func stretched(_ image: Image, width: Int, height: Int) -> [Float] {
  var values = [Float](repeating: -1, count: width * height * image.channels)
  var span = values.mutableSpan
  let placement = Placement(
    imageWidth: image.width, imageHeight: image.height, width: width, height: height,
    mode: .stretch)
  placement.write(image, into: &span)
  return values
}

@Suite("Resize")
struct ResizeTests {
  @Test("3×3 to 4×2: the corners coincide, what lies between is interpolated")
  func golden() throws {
    let image = try Image(width: 3, height: 3, channels: 1, pixels: Array(0...8))
    let wanted: [Float] = [0, 0.6666667, 1.333333, 2, 6, 6.666667, 7.333333, 8]
    let rounding: Float = 1e-6
    for (value, expected) in zip(stretched(image, width: 4, height: 2), wanted) {
      #expect(abs(value * 255 - expected) <= rounding)
    }
  }

  @Test("3×3 to 5×5: halves between the pixels")
  func halves() throws {
    let image = try Image(
      width: 3, height: 3, channels: 1, pixels: [0, 2, 4, 6, 8, 10, 12, 14, 16])
    let wanted = (0..<5).flatMap { y in (0..<5).map { x in Float(3 * y + x) / 255 } }
    let rounding: Float = 1e-7
    for (value, expected) in zip(stretched(image, width: 5, height: 5), wanted) {
      #expect(abs(value - expected) <= rounding)
    }
  }

  @Test("the last row turns black where rounding puts it above the last source row")
  func blackRow() throws {
    let pixels = [UInt8](repeating: 255, count: 3 * 121)
    let image = try Image(width: 3, height: 121, channels: 1, pixels: pixels)
    let values = stretched(image, width: 3, height: 416)
    #expect(values[(413 * 3)..<(415 * 3)].allSatisfy { $0 == 1 })
    #expect(values[(415 * 3)...].allSatisfy { $0 == 0x1p-17 })
  }

  @Test(
    "agrees to the bit with the description",
    arguments: [
      (7, 5, 7, 5), (7, 5, 13, 11), (13, 11, 7, 5), (1, 1, 4, 3), (1, 9, 5, 5), (9, 1, 5, 5),
      (5, 4, 1, 3), (5, 4, 3, 1), (5, 4, 1, 1), (40, 30, 64, 3), (2, 2, 32, 32),
    ], [1, 3])
  func plain(_ sizes: (Int, Int, Int, Int), _ channels: Int) {
    let (width, height, newWidth, newHeight) = sizes
    let image = ImageFixture.noise(width: width, height: height, channels: channels)
    let expected = plainResize(image, width: newWidth, height: newHeight)
    #expect(stretched(image, width: newWidth, height: newHeight) == expected)
  }

  @Test("a size that is right already leaves byte / 255")
  func identity() {
    let image = ImageFixture.noise(width: 17, height: 9)
    #expect(stretched(image, width: 17, height: 9) == image.pixels.map { Float($0) / 255 })
  }

  @Test("never goes beyond the source", arguments: 100..<140)
  func bounds(_ height: Int) {
    let image = ImageFixture.noise(width: height, height: height, channels: 1)
    let axis = AxisPlacement(image: height, scaled: 416, network: 416)
    for edge in [ResizeAxis.Edge.column, .row] {
      let axis = ResizeAxis(axis, window: 0..<416, edge: edge)
      #expect((axis.first + axis.second).allSatisfy { 0..<height ~= $0 })
    }
    #expect(stretched(image, width: 416, height: 416).allSatisfy { 0...1 ~= $0 })
  }
}
