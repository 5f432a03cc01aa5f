import CfgParser

/// What a network with a width and a height can look at: a picture, or an array in its place.
protocol NetworkPicture: Sendable {
  /// Columns.
  var width: Int { get }
  /// Rows.
  var height: Int { get }

  /// The part in a rectangle that lies in the picture and is not empty.
  func cropped(to area: PixelRect) -> Self

  /// Writes the picture as the network sees it, H × W × C, where `placement` puts it.
  func write(into input: inout MutableSpan<Float>, at placement: Placement, channels: Int)
}

extension Image: NetworkPicture {
  func write(into input: inout MutableSpan<Float>, at placement: Placement, channels: Int) {
    placement.write(converted(toChannels: channels), into: &input)
  }
}

extension PictureArray: NetworkPicture {
  func write(into input: inout MutableSpan<Float>, at placement: Placement, channels: Int) {
    precondition(channels == self.channels, "whoever takes an array compares its channels")
    placement.write(self, into: &input)
  }
}
