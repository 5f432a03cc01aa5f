/// Reads the rows of a BMP file; the values are those stb_image gives.
struct BmpPixels {
  private let header: BmpHeader
  private let bytes: [UInt8]
  /// Red, green and blue of every value a pixel of up to 8 bits can have; what the file does not
  /// define is black.
  private let colors: [UInt8]
  private let channels: [BmpChannel]

  /// The pixels of a file whose header was read.
  init(_ header: BmpHeader, of bytes: [UInt8]) {
    (self.header, self.bytes) = (header, bytes)
    var colors = [UInt8](repeating: 0, count: 768)
    for (index, place) in stride(
      from: header.palette.range.lowerBound, to: header.palette.range.upperBound,
      by: header.palette.step
    ).enumerated() {
      for channel in 0..<3 { colors[3 * index + channel] = bytes[place + 2 - channel] }
    }
    self.colors = colors
    channels = header.masks.map(BmpChannel.init)
  }

  /// The image, in three channels.
  func image() -> Image {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * header.width * header.height)
    for row in 0..<header.height {
      let stored = header.isTopDown ? row : header.height - 1 - row
      append(to: &pixels, rowAt: header.dataStart + stored * header.rowByteCount)
    }
    return Image(width: header.width, height: header.height, channels: 3, validated: pixels)
  }

  private func append(to pixels: inout [UInt8], rowAt start: Int) {
    switch header.bits {
    case 24: appendTriples(to: &pixels, from: start)
    case 16, 32: appendPacked(to: &pixels, from: start)
    default: appendNamed(to: &pixels, from: start)
    }
  }

  private func appendTriples(to pixels: inout [UInt8], from start: Int) {
    for place in stride(from: start, to: start + 3 * header.width, by: 3) {
      pixels.append(bytes[place + 2])
      pixels.append(bytes[place + 1])
      pixels.append(bytes[place])
    }
  }

  private func appendPacked(to pixels: inout [UInt8], from start: Int) {
    let size = header.bits / 8
    for place in stride(from: start, to: start + size * header.width, by: size) {
      var value = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      if size == 4 { value |= Int(bytes[place + 2]) << 16 | Int(bytes[place + 3]) << 24 }
      for channel in channels { pixels.append(channel.level(of: value)) }
    }
  }

  private func appendNamed(to pixels: inout [UInt8], from start: Int) {
    let perByte = 8 / header.bits
    for column in 0..<header.width {
      let byte = Int(bytes[start + column / perByte])
      let shift = 8 - header.bits * (column % perByte + 1)
      let color = 3 * (byte >> shift & (1 << header.bits - 1))
      for channel in 0..<3 { pixels.append(colors[color + channel]) }
    }
  }
}

/// How one color lies in pixels of 16 or 32 bits.
private struct BmpChannel {
  private let mask: Int
  /// How far the highest bit of the mask is above the highest of a byte; negative where below.
  private let shift: Int
  private let levels: [UInt8]

  init(_ mask: Int) {
    self.mask = mask
    shift = Int.bitWidth - mask.leadingZeroBitCount - 8
    let bits = mask.nonzeroBitCount
    // The bits are repeated until they fill a byte.
    levels = (0..<256).map { byte in
      var level = 0
      for place in stride(from: 8 - bits, through: -7, by: -bits) {
        let value = byte >> (8 - bits)
        level |= place >= 0 ? value << place : value >> -place
      }
      return UInt8(truncatingIfNeeded: level)
    }
  }

  func level(of pixel: Int) -> UInt8 {
    let value = pixel & mask
    return levels[(shift >= 0 ? value >> shift : value << -shift) & 255]
  }
}
