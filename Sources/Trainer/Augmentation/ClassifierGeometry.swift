import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How a part is cut out of a classifier's image: scaled, turned and stretched, or the middle.
struct ClassifierGeometry: Sendable, Hashable {
  /// Largest rotation either way, in degrees.
  let angle: Float
  /// Largest factor of the aspect ratio either way.
  let aspect: Float
  /// Pixels of the shorter side of the whole image, before the part is cut out.
  let crops: ClosedRange<Int>
  /// Whether the square in the middle is taken as it is.
  let isCentered: Bool

  /// Where the pixels of an input of that size come from.
  ///
  /// - Reference: darknet `data.c`, `load_image_augment_paths`; `image.c`, `random_augment_args`,
  ///   `rotate_crop_image`, `center_crop_image`.
  func draw(
    for image: Image, size: InputSize, _ numbers: inout SeededNumbers
  ) -> ImageSampling {
    if isCentered { return middle(of: image, size) }
    let picture = SIMD2(Float(image.width), Float(image.height))
    let field = SIMD2(Float(size.width), Float(size.height))
    let stretch = numbers.factor(aspect)
    let side = crops.lowerBound + numbers.below(crops.count)
    let scale = Float(side) / min(picture.y, picture.x * stretch)
    let turn = numbers.uniform(-angle, angle) * .pi / 180
    let room = (picture * SIMD2(scale / stretch, scale) - field) / 2
    let shift = SIMD2(numbers.uniform(-room.x, room.x), numbers.uniform(-room.y, room.y))
    let step = SIMD2(stretch / scale, 1 / scale)
    let (across, down) = (
      SIMD2(cosf(turn), sinf(turn)) * step.x, SIMD2(-sinf(turn), cosf(turn)) * step.y
    )
    let corner = shift - field / 2
    return ImageSampling(
      size: size, columns: 0..<size.width, rows: 0..<size.height,
      origin: picture / 2 + corner.x * across + corner.y * down, across: across, down: down,
      border: .black)
  }

  private func middle(of image: Image, _ size: InputSize) -> ImageSampling {
    let side = min(image.width, image.height)
    let origin = SIMD2(Float((image.width - side) / 2), Float((image.height - side) / 2))
    return ImageSampling(
      size: size, columns: 0..<size.width, rows: 0..<size.height, origin: origin,
      across: SIMD2(Float(side - 1) / Float(max(1, size.width - 1)), 0),
      down: SIMD2(0, Float(side - 1) / Float(max(1, size.height - 1))), border: .repeated)
  }
}
