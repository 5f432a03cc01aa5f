import CfgParser
import Engine
import TestSupport

@testable import Trainer

/// Pictures and networks that tests of augmentation draw.
enum DrawnPictures {
  /// A picture whose pixels all differ: red grows to the right, green downwards.
  static func slope(width: Int, height: Int) throws -> Image {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels += [10 * x, 20 * y, 7 + x + y].map { UInt8(min($0, 255)) } }
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }

  /// The values of a picture as a network takes them.
  static func planar(_ image: Image) -> [Float] {
    (0..<3).flatMap { channel in
      (0..<image.pixelCount).map { Float(image.pixels[3 * $0 + channel]) / 255 }
    }
  }

  /// What a sampling makes of a picture.
  static func values(
    _ sampling: ImageSampling, _ image: Image, isMirrored: Bool = false
  ) -> [Float] {
    var values = [Float](repeating: -1, count: 3 * sampling.size.area)
    var span = values.mutableSpan
    sampling.write(image, isMirrored: isMirrored, into: &span)
    return values
  }

  /// A detector of `width` × `height` with two classes: keys of `[net]`, and of its `[yolo]` head.
  static func detector(
    _ width: Int = 8, _ height: Int = 8, net: String = "", head: String = "jitter=0",
    _ compatibility: Compatibility = .pjreddie
  ) throws -> Network {
    try network(
      """
      [net]
      batch=4
      width=\(width)
      height=\(height)
      channels=3
      \(net)
      [convolutional]
      filters=14
      size=1
      activation=linear
      [yolo]
      mask=0,1
      anchors=1,1, 2,2
      classes=2
      num=2
      \(head)
      """, compatibility)
  }

  /// A classifier of three classes for pictures of 8 × 8, with these keys of `[net]`.
  static func classifier(
    net: String = "min_crop=8\nmax_crop=8", _ compatibility: Compatibility = .pjreddie
  ) throws -> Network {
    try network(
      """
      [net]
      batch=4
      width=8
      height=8
      channels=3
      \(net)
      [convolutional]
      filters=3
      size=1
      activation=linear
      [avgpool]
      [softmax]
      """, compatibility)
  }

  private static func network(_ cfg: String, _ compatibility: Compatibility) throws -> Network {
    try Network(CfgDocument(parsing: cfg, file: "drawn.cfg"), compatibility: compatibility)
  }
}
