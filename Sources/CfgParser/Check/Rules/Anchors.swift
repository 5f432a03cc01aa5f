/// The anchors of a head, as rules compare them.
struct Anchors {
  /// Pairs of width and height.
  let values: [Float]
  /// Positions of the pairs that the head uses.
  let mask: [Int]

  /// Nothing for heads without anchors.
  init?(_ head: any HeadLayer) {
    switch head {
    case let head as RegionLayer: (values, mask) = (head.anchors, Array(0..<head.num))
    case let head as YoloLayer: (values, mask) = (head.anchors, head.mask)
    case let head as GaussianYoloLayer: (values, mask) = (head.anchors, head.mask)
    default: return nil
    }
  }

  /// How many pairs there are.
  var count: Int { values.count / 2 }

  /// The mean area of the pairs that are used.
  var meanArea: Float {
    mask.reduce(0) { $0 + values[2 * $1] * values[2 * $1 + 1] } / Float(max(1, mask.count))
  }

  /// The largest width and height: `373×326`.
  var extent: String { "\(Self.text(largest.width))×\(Self.text(largest.height))" }

  /// Whether some pair is more than so many times as wide or high as `shape`.
  func exceed(_ shape: Shape, times factor: Float) -> Bool {
    largest.width > factor * Float(shape.width) || largest.height > factor * Float(shape.height)
  }

  private var largest: (width: Float, height: Float) {
    (0..<count).reduce((0, 0)) { (max($0.0, values[2 * $1]), max($0.1, values[2 * $1 + 1])) }
  }

  private static func text(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? "\(Int(value))" : "\(value)"
  }
}
