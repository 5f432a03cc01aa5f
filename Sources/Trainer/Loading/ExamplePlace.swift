import CfgParser
import Engine

/// Where a picture comes to lie in a detector's input, and its boxes with it.
struct ExamplePlace {
  private let shape: Shape
  /// The part of the input the picture takes, in pixels, which may reach beyond it.
  private let left, top, width, height: Double
  private let isFlipped: Bool
  private let isCut: Bool

  /// A place at random.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - shape: The input.
  ///   - jitter: How much its sides are changed, as a share of them.
  ///   - cutsOut: Whether part of the picture fills the input, as in AlexeyAB's fork, or all of it lies
  ///     in the input, gray around it.
  ///   - flips: Whether it is mirrored half of the time.
  ///   - numbers: What chance is made of.
  init(
    _ image: Image, in shape: Shape, jitter: Double, cutsOut: Bool, flips: Bool,
    _ numbers: inout SeededNumbers
  ) {
    let (w, h) = (Double(shape.width), Double(shape.height))
    let (ow, oh) = (Double(image.width), Double(image.height))
    (self.shape, isCut) = (shape, cutsOut)
    if cutsOut {
      let (dw, dh) = ((ow * jitter).rounded(.down), (oh * jitter).rounded(.down))
      let pixels = [dw, dw, dh, dh].map { numbers.between(-$0, $0).rounded() }
      let cut = (
        width: max(1, ow - pixels[0] - pixels[1]), height: max(1, oh - pixels[2] - pixels[3])
      )
      (width, height) = (ow / cut.width * w, oh / cut.height * h)
      (left, top) = (-pixels[0] / cut.width * w, -pixels[2] / cut.height * h)
    } else {
      let (dw, dh) = (jitter * ow, jitter * oh)
      let aspect = max(ow + numbers.between(-dw, dw), 1) / max(oh + numbers.between(-dh, dh), 1)
      (width, height) = aspect < 1 ? (h * aspect, h) : (w, w / aspect)
      left = numbers.between(0, w - width)
      top = numbers.between(0, h - height)
    }
    isFlipped = flips && numbers.unit() < 0.5
  }

  /// Writes the picture, C × H × W.
  func write(_ image: Image, into values: inout MutableSpan<Float>) {
    let sampler = PictureSampler(image: image, repeatsEdge: isCut)
    let (dx, dy) = (
      isCut ? left : left.rounded(.towardZero), isCut ? top : top.rounded(.towardZero)
    )
    for row in 0..<shape.height {
      let y = Double(row) - dy
      for column in 0..<shape.width {
        let x = Double(isFlipped ? shape.width - 1 - column : column) - dx
        let isInside = isCut || (0..<width).contains(x) && (0..<height).contains(y)
        let (sourceX, sourceY) = (
          x / width * Double(image.width), y / height * Double(image.height)
        )
        for channel in 0..<shape.channels {
          values[(channel * shape.height + row) * shape.width + column] =
            isInside ? sampler.value(sourceX, sourceY, channel) : 0.5
        }
      }
    }
  }

  /// What becomes of a box in pixels of the picture, which has that size.
  ///
  /// - Returns: The part inside the input; nil where a side of it is below `least` of the input's.
  ///   Where pictures are cut a side is at least a pixel, and a box whose centre is cut off is nil.
  func truth(
    _ box: PixelBox, inWidth imageWidth: Int, height imageHeight: Int, of classID: Int,
    least: Double
  ) -> BoxTruth? {
    let (w, h) = (Double(shape.width), Double(shape.height))
    let (scaleX, scaleY) = (width / Double(imageWidth) / w, height / Double(imageHeight) / h)
    var (first, last) = (box.left * scaleX + left / w, (box.left + box.width) * scaleX + left / w)
    let (upper, lower) = (box.top * scaleY + top / h, (box.top + box.height) * scaleY + top / h)
    if isFlipped { (first, last) = (1 - last, 1 - first) }
    if isCut, !(0..<1).contains((first + last) / 2) || !(0..<1).contains((upper + lower) / 2) {
      return nil
    }
    let x = (max(first, 0), min(last, 1))
    let y = (max(upper, 0), min(lower, 1))
    var (boxWidth, boxHeight) = (x.1 - x.0, y.1 - y.0)
    if isCut, boxWidth > 0, boxHeight > 0 {
      (boxWidth, boxHeight) = (max(boxWidth, 1 / w), max(boxHeight, 1 / h))
    }
    guard boxWidth >= least, boxHeight >= least else { return nil }
    return BoxTruth(
      x: Float((x.0 + x.1) / 2), y: Float((y.0 + y.1) / 2), width: Float(boxWidth),
      height: Float(boxHeight), classID: classID)
  }
}
