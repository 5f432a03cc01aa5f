import Engine

/// The edges of a box in pixels of an image, cut as darknet cuts what it writes to files: an edge is
/// moved only where it lies beyond the one nearest to it.
///
/// - Reference: darknet `detector.c`, `print_cocos`, `print_detector_detections`.
struct PixelEdges: Hashable {
  /// Left edge.
  let left: Float
  /// Upper edge.
  let top: Float
  /// Right edge.
  let right: Float
  /// Lower edge.
  let bottom: Float

  /// The edges of `box`, counted from `origin`, 0 or 1; nil where the box is not a number.
  init?(
    _ box: BoundingBox, inWidth imageWidth: Int, height imageHeight: Int, origin: Float = 0
  ) {
    let (width, height) = (Float(imageWidth), Float(imageHeight))
    let found = box.pixels(inWidth: imageWidth, height: imageHeight)
    left = max(found.left + origin, origin)
    top = max(found.top + origin, origin)
    right = min(found.left + found.width + origin, width)
    bottom = min(found.top + found.height + origin, height)
    guard [box.x, box.y, box.width, box.height].allSatisfy(\.isFinite) else { return nil }
  }
}
