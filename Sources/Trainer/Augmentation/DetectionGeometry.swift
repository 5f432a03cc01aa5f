import CfgParser
import Engine

/// How an image of a detector is moved and stretched: the original puts it somewhere on a gray field
/// with its aspect changed, AlexeyAB's fork cuts a part out of it or adds a border.
struct DetectionGeometry: Sendable, Hashable {
  /// Whether a part is cut out and stretched; else the image is placed on a field.
  let isCut: Bool
  /// How much of its size an image is moved and stretched by, at most.
  let jitter: Float
  /// The largest factor the part that is cut out is scaled by, either way.
  let resize: Float
  /// Whether the part that is cut out gets the aspect of the input.
  let letterBox: Bool

  /// Where the pixels of an input of that size come from, and where its boxes go.
  func draw(
    for image: Image, size: InputSize, _ numbers: inout SeededNumbers
  ) -> (sampling: ImageSampling, boxes: BoxPlacement) {
    isCut ? cut(image, size, &numbers) : placed(image, size, &numbers)
  }

  /// Reference: darknet `data.c`, `load_data_detection`; `image.c`, `place_image`.
  private func placed(
    _ image: Image, _ size: InputSize, _ numbers: inout SeededNumbers
  ) -> (ImageSampling, BoxPlacement) {
    let picture = SIMD2(Float(image.width), Float(image.height))
    let field = SIMD2(Float(size.width), Float(size.height))
    let stretchX = numbers.uniform(-jitter * picture.x, jitter * picture.x)
    let stretchY = numbers.uniform(-jitter * picture.y, jitter * picture.y)
    let aspect = max(1, picture.x + stretchX) / max(1, picture.y + stretchY)
    let wanted =
      aspect < 1 ? SIMD2(field.y * aspect, field.y) : SIMD2(field.x, field.x / aspect)
    let scaled = SIMD2(max(1, wanted.x), max(1, wanted.y))
    let offset = SIMD2(
      numbers.uniform(0, field.x - scaled.x), numbers.uniform(0, field.y - scaled.y))
    let (width, height) = (Int(scaled.x), Int(scaled.y))
    let (left, top) = (Int(offset.x), Int(offset.y))
    let sampling = ImageSampling(
      size: size, columns: left..<left + width, rows: top..<top + height, origin: .zero,
      across: SIMD2(picture.x / Float(width), 0), down: SIMD2(0, picture.y / Float(height)),
      border: .black)
    let boxes = BoxPlacement(
      scale: scaled / field, offset: offset / field, least: SIMD2(repeating: Self.leastShare))
    return (sampling, boxes)
  }

  /// The least width and height of a box in the original.
  static let leastShare: Float = 0.001

  /// Reference: AlexeyAB's darknet `data.c`, `load_data_detection`.
  private func cut(
    _ image: Image, _ size: InputSize, _ numbers: inout SeededNumbers
  ) -> (ImageSampling, BoxPlacement) {
    let picture = SIMD2(Float(image.width), Float(image.height))
    let field = SIMD2(Float(size.width), Float(size.height))
    var (low, high) = margins(of: picture, &numbers)
    if letterBox { widen(&low, &high, of: picture, to: field.x / field.y) }
    let part = (picture - low - high).clamped(
      lowerBound: .one, upperBound: SIMD2(repeating: .greatestFiniteMagnitude))
    let last = SIMD2(max(1, field.x - 1), max(1, field.y - 1))
    let step = (part - 1) / last
    let sampling = ImageSampling(
      size: size, columns: 0..<size.width, rows: 0..<size.height, origin: low,
      across: SIMD2(step.x, 0), down: SIMD2(0, step.y), border: .repeated)
    let boxes = BoxPlacement(scale: picture / part, offset: -low / part, least: 1 / field)
    return (sampling, boxes)
  }

  /// What is cut off, in whole pixels, left and above, and right and below; a border where below 0.
  private func margins(
    of picture: SIMD2<Float>, _ numbers: inout SeededNumbers
  ) -> (low: SIMD2<Float>, high: SIMD2<Float>) {
    let most = (picture * jitter).rounded(.towardZero)
    var low = SIMD2(numbers.uniform(-most.x, most.x), numbers.uniform(-most.y, most.y))
    var high = SIMD2(numbers.uniform(-most.x, most.x), numbers.uniform(-most.y, most.y))
    let outward = (1 - 1 / min(resize, 1 / resize)) / 2
    let inward = resize < 1 ? 0 : (1 - 1 / max(resize, 1 / resize)) / 2
    low += picture * numbers.uniform(outward, inward)
    high += picture * numbers.uniform(outward, inward)
    return (low.rounded(.towardZero), high.rounded(.towardZero))
  }

  /// Takes from the margins what the part lacks to the aspect `aspect`, half on each side.
  private func widen(
    _ low: inout SIMD2<Float>, _ high: inout SIMD2<Float>, of picture: SIMD2<Float>,
    to aspect: Float
  ) {
    let part = picture - low - high
    guard part.x >= 1, part.y >= 1 else { return }
    let lacking =
      part.x / part.y > aspect
      ? SIMD2(0, part.x / aspect - part.y) : SIMD2(part.y * aspect - part.x, 0)
    low -= (lacking / 2).rounded(.toNearestOrAwayFromZero)
    high -= (lacking / 2).rounded(.toNearestOrAwayFromZero)
  }
}
