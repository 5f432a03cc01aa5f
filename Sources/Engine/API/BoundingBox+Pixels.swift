extension BoundingBox {
  /// The box in pixels of an image of that size: left, top, width, height; not clipped.
  public func pixels(
    inWidth imageWidth: Int, height imageHeight: Int
  ) -> (left: Float, top: Float, width: Float, height: Float) {
    let (w, h) = (Float(imageWidth), Float(imageHeight))
    return (left * w, top * h, width * w, height * h)
  }

  /// The part of the box inside the image; nil where there is none, or the box is not a number.
  public var clipped: BoundingBox? {
    let (left, right) = (max(left, 0), min(right, 1))
    let (top, bottom) = (max(top, 0), min(bottom, 1))
    guard left < right, top < bottom else { return nil }
    if (left, right, top, bottom) == (self.left, self.right, self.top, self.bottom) { return self }
    return BoundingBox(
      x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top)
  }
}
