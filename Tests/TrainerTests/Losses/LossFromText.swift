import CfgParser
import Engine
import Foundation

@testable import Trainer

/// The loss of the last layer of a network, by what its cfg says.
func lossOfText(
  _ cfg: String, _ compatibility: Compatibility = .recommended, tree: ClassTree? = nil
) throws -> any Loss {
  let network = try Network(
    CfgDocument(parsing: cfg, file: "loss.cfg"), compatibility: compatibility)
  guard let loss = try network.loss(of: network.nodes[network.nodes.count - 1], tree: tree) else {
    throw MissingLoss()
  }
  return loss
}

/// A section has no loss.
struct MissingLoss: Error {}

/// σ in double precision.
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// A box in double precision.
struct DoubleBox {
  var (x, y, width, height): (Double, Double, Double, Double)

  init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// The length two intervals share: below 0 where they are apart.
  private static func common(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    min(a + b / 2, c + d / 2) - max(a - b / 2, c - d / 2)
  }

  /// Intersection over union.
  func iou(_ other: DoubleBox) -> Double {
    let w = Self.common(x, width, other.x, other.width)
    let h = Self.common(y, height, other.y, other.height)
    guard w > 0, h > 0 else { return 0 }
    return w * h / (width * height + other.width * other.height - w * h)
  }

  /// Width and height of the box around both.
  func around(_ other: DoubleBox) -> (width: Double, height: Double) {
    (
      max(x + width / 2, other.x + other.width / 2) - min(x - width / 2, other.x - other.width / 2),
      max(y + height / 2, other.y + other.height / 2)
        - min(y - height / 2, other.y - other.height / 2)
    )
  }
}
