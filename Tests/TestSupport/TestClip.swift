public import Engine

/// Videos of pictures of one colour.
public enum TestClip {
  /// A picture of one colour.
  public static func picture(
    red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0, width: Int = 16, height: Int = 16
  ) throws -> Image {
    let pixels = repeatElement([red, green, blue], count: width * height).joined()
    return try Image(width: width, height: height, channels: 3, pixels: Array(pixels))
  }

  /// The frames `rrb`, say, of red and black pictures, as a y4m stream.
  public static func y4m(
    _ colors: String, rate: FrameRate = .assumed, width: Int = 16, height: Int = 16
  ) throws -> [UInt8] {
    let writer = Y4MWriter(width: width, height: height, rate: rate)
    return try colors.reduce(writer.header) { bytes, color in
      try bytes
        + writer.frame(picture(red: color == "r" ? 255 : 0, width: width, height: height))
    }
  }

  /// Likewise, as JPEG images one behind the other.
  public static func mjpeg(_ colors: String) throws -> [UInt8] {
    try colors.reduce([]) { bytes, color in
      try bytes + picture(red: color == "r" ? 255 : 0).encoded(as: .jpeg)
    }
  }

  /// Likewise, as bytes of red, green and blue.
  public static func rgb(_ colors: String) throws -> [UInt8] {
    try colors.reduce([]) { try $0 + picture(red: $1 == "r" ? 255 : 0).pixels }
  }
}
