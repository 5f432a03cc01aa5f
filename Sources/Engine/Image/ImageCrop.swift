extension Image {
  /// The part of the picture in a rectangle that lies in it and is not empty.
  func cropped(to area: PixelRect) -> Image {
    var cropped: [UInt8] = []
    cropped.reserveCapacity(area.area * channels)
    for row in area.top..<area.bottom {
      let start = row * width
      cropped += pixels[(start + area.left) * channels..<(start + area.right) * channels]
    }
    return Image(width: area.width, height: area.height, channels: channels, validated: cropped)
  }
}
