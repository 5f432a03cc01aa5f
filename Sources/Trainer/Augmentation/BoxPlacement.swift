/// Where the boxes of an image go when the image is moved and stretched, in shares of both.
struct BoxPlacement: Sendable, Hashable {
  /// Shares of the input that the whole image takes, along x and y.
  let scale: SIMD2<Float>
  /// Where the image's upper left corner is in the input.
  let offset: SIMD2<Float>
  /// Width and height in shares of the input below which a box is dropped.
  let least: SIMD2<Float>

  /// The box in the input: mirrored if need be, its edges kept inside; nil where too little of it
  /// is left.
  ///
  /// - Reference: darknet `data.c`, `correct_boxes`, `fill_truth_detection`.
  func box(_ truth: BoxTruth, isMirrored: Bool) -> BoxTruth? {
    let centre = SIMD2(truth.x, truth.y) * scale + offset
    let half = SIMD2(truth.width, truth.height) * scale / 2
    var (low, high) = (centre - half, centre + half)
    if isMirrored { (low.x, high.x) = (1 - high.x, 1 - low.x) }
    low.clamp(lowerBound: .zero, upperBound: .one)
    high.clamp(lowerBound: .zero, upperBound: .one)
    let (size, middle) = (high - low, (low + high) / 2)
    guard size.x >= least.x, size.y >= least.y, size.x > 0, size.y > 0 else { return nil }
    return BoxTruth(
      x: middle.x, y: middle.y, width: size.x, height: size.y, classID: truth.classID)
  }
}
