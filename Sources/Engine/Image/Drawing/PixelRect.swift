/// A rectangle of whole pixels; the right and lower edges are outside.
struct PixelRect: Sendable, Hashable {
  var left: Int
  var top: Int
  var right: Int
  var bottom: Int

  /// Columns; 0 where there are none.
  var width: Int { max(0, right - left) }
  /// Rows; 0 where there are none.
  var height: Int { max(0, bottom - top) }
  /// Pixels.
  var area: Int { width * height }

  init(left: Int, top: Int, right: Int, bottom: Int) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  /// The pixels `box` covers, cut at the edges of the image; `nil` where the box is not a number.
  ///
  /// - Reference: darknet `image.c`, `draw_detections`, which cuts in the same way.
  init?(_ box: BoundingBox, inWidth width: Int, height: Int) {
    let edges = [box.left, box.right, box.top, box.bottom]
    guard edges.allSatisfy(\.isFinite) else { return nil }
    func pixel(_ share: Float, _ count: Int) -> Int {
      Int(min(max(share, 0), 1) * Float(count))
    }
    left = min(pixel(box.left, width), width - 1)
    top = min(pixel(box.top, height), height - 1)
    right = max(pixel(box.right, width), left + 1)
    bottom = max(pixel(box.bottom, height), top + 1)
  }

  /// The rectangle with every edge moved outwards by `distance`, inwards where that is negative.
  func grown(by distance: Int) -> PixelRect {
    PixelRect(
      left: left - distance, top: top - distance, right: right + distance,
      bottom: bottom + distance)
  }

  /// What lies in both.
  func intersection(_ other: PixelRect) -> PixelRect {
    PixelRect(
      left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
      bottom: min(bottom, other.bottom))
  }
}
