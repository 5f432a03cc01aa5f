/// What to do with the orientation that cameras note beside the pixels.
public enum ExifPolicy: String, Sendable, Hashable, CaseIterable {
  /// Turn the picture as it is meant to be seen, as viewers and OpenCV builds of darknet do.
  case apply
  /// Take the pixels as they are stored, as builds of darknet without OpenCV do.
  case ignore
}
