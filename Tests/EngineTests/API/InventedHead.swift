import CfgParser
import Foundation
import TestSupport

@testable import Engine

/// A network of one convolution and one head, whose weights are made so that a bright red square in
/// the picture is an object, and everything about its boxes is known.
///
/// The input is 4 × 4 cells of 8 × 8 pixels. The convolution looks at one pixel of a cell, column 4
/// and row 4: where that is red, the objectness of every anchor is its own; elsewhere, and on the
/// gray of a letterbox, it is none.
struct InventedHead: Sendable {
  /// What an anchor predicts in the cell of an object, as logits.
  struct Anchor: Sendable {
    /// Logits of the centre, then logarithms of width and height in units of the anchor.
    var x: Float = 0, y: Float = 0, width: Float = 0, height: Float = 0
    /// Logit of the objectness where the pixel is red.
    var objectness: Float = InventedHead.certain
    /// Logits of the classes.
    var classes: [Float]
  }

  /// A logit whose logistic is 1 in single precision.
  static let certain: Float = 25
  /// The logit of 3 / 4.
  static let threeQuarters = Float(Foundation.log(3.0))
  /// The logit of 3 / 5.
  static let threeHalves = Float(Foundation.log(1.5))
  /// The logit of 9 / 10.
  static let nineTenths = Float(Foundation.log(9.0))
  /// The logit of a probability far below every threshold.
  static let never: Float = -25
  /// Width and height of the network's input.
  static let size = 32

  /// The section of the head: `[region]` or `[yolo]` and its keys, without classes.
  var section: String
  /// Keys of `[net]` besides the size.
  var net = ""
  /// The anchors.
  var anchors: [Anchor]

  private static let cellSize = 8
  /// What the objectness loses where the pixel is not red; half of it remains on gray.
  private static let contrast: Float = 200

  /// The cfg.
  var cfg: String {
    let classCount = anchors[0].classes.count
    return """
      [net]
      width=\(Self.size)
      height=\(Self.size)
      channels=3
      \(net)
      [convolutional]
      filters=\(anchors.count * (5 + classCount))
      size=\(Self.cellSize)
      stride=\(Self.cellSize)
      activation=linear
      \(section)
      classes=\(classCount)

      """
  }

  /// Biases, then kernels: only the objectness looks at the picture.
  var weights: [Float] {
    let area = Self.cellSize * Self.cellSize
    var kernels: [Float] = []
    for anchor in anchors {
      for entry in 0..<5 + anchor.classes.count {
        var kernel = [Float](repeating: 0, count: 3 * area)
        if entry == 4 { kernel[area / 2 + Self.cellSize / 2] = Self.contrast }
        kernels += kernel
      }
    }
    return anchors.flatMap(biases) + kernels
  }

  /// Writes cfg and weights into `folder`, and reads them as a user does.
  func detector(
    in folder: TemporaryFolder, names: [String]? = nil,
    compatibility: Compatibility = .recommended, options: PlanOptions = .init(threadCount: 1)
  ) throws -> Detector {
    let list = try names.map {
      try folder.write($0.joined(separator: "\n") + "\n", as: "net.names")
    }
    return try Detector(
      cfg: folder.write(cfg, as: "net.cfg"),
      weights: folder.write(WeightsBytes.file(weights), as: "net.weights"), names: list,
      compatibility: compatibility, options: options)
  }

  private func biases(_ anchor: Anchor) -> [Float] {
    [anchor.x, anchor.y, anchor.width, anchor.height, anchor.objectness - Self.contrast]
      + anchor.classes
  }
}

extension Image {
  /// A black picture with bright red squares.
  static func black(
    width: Int, height: Int, red squares: [(columns: Range<Int>, rows: Range<Int>)]
  ) throws -> Image {
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    for square in squares {
      for row in square.rows {
        for column in square.columns { pixels[3 * (row * width + column)] = 255 }
      }
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }
}
