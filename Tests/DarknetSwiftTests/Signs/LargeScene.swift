import Engine

/// A picture of 36 small copies of the samples, in six rows of six: 2046 × 1536 pixels, in which a
/// sign is 10 to 80 pixels wide.
struct LargeScene {
  /// The picture.
  let image: Image
  /// The signs in it, their boxes in its pixels.
  let signs: [SignsSample.Sign]

  private static let side = 6
  private static let shrinkage = 3

  /// Makes the scene.
  init() throws {
    let samples = SignsSample.all.filter { $0.resize == .letterbox }
    let copies = try samples.map { try Self.shrunk(Image(contentsOf: $0.path)) }
    let (width, height) = (copies[0].width, copies[0].height)
    var (pixels, signs) = ([UInt8](), [SignsSample.Sign]())
    for row in 0..<Self.side {
      let turns = (0..<Self.side).map { (row + $0) % samples.count }
      for line in 0..<height {
        for turn in turns {
          pixels += copies[turn].pixels[3 * line * width..<3 * (line + 1) * width]
        }
      }
      for (column, turn) in turns.enumerated() {
        let corner = [Float(column * width), Float(row * height), 0, 0]
        signs += samples[turn].signs.map { sign in
          let box = zip(sign.box, corner).map { $0 / Float(Self.shrinkage) + $1 }
          return SignsSample.Sign(label: sign.label, confidence: sign.confidence, box: box)
        }
      }
    }
    image = try Image(
      width: Self.side * width, height: Self.side * height, channels: 3, pixels: pixels)
    self.signs = signs
  }

  /// Every pixel the mean of a square.
  private static func shrunk(_ image: Image) throws -> Image {
    let (width, height) = (image.width / shrinkage, image.height / shrinkage)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<3 {
          var sum = 0
          for row in 0..<shrinkage {
            let start = (y * shrinkage + row) * image.width + x * shrinkage
            for column in 0..<shrinkage { sum += Int(image.pixels[3 * (start + column) + channel]) }
          }
          pixels.append(UInt8(sum / (shrinkage * shrinkage)))
        }
      }
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }
}
