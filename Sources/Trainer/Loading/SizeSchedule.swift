public import CfgParser

/// The size of a network's input while it learns: that of the cfg, or with `random=1` another one
/// every few iterations.
///
/// A size is a pure function of the seed and the iteration.
public struct SizeSchedule: Sendable, Hashable {
  /// How sizes are drawn.
  private enum Rule: Sendable, Hashable {
    /// Always that of the cfg.
    case fixed
    /// Squares whose sides are multiples of 32: the original's.
    case squares(ClosedRange<Int>, isLargestAtEnd: Bool)
    /// The cfg's size times a factor up to this, in such steps: AlexeyAB's.
    case factors(Float, step: Int)
  }

  /// Iterations from one size to the next.
  public let interval: Int
  private let rule: Rule
  private let own: InputSize
  private let maxBatches: Int
  private let seed: UInt64

  /// The sizes that `network` learns at.
  ///
  /// Heads say whether the size changes, of a classifier `[net]`. With neither program's set it
  /// follows the size of the cfg, as in AlexeyAB's fork.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - iterations: When the run ends, instead of `max_batches`.
  ///   - seed: What all that is random follows from.
  /// - Throws: `CfgError` at the line of a key of training that is wrong.
  /// - Reference: darknet `detector.c`, `train_detector`; `classifier.c`, `train_classifier`;
  ///   AlexeyAB's `detector.c`.
  public init(_ network: Network, iterations: Int? = nil, seed: UInt64) throws(CfgError) {
    let settings = try TrainingSettings(network)
    let shape = network.inputShape
    own = InputSize(width: shape.width, height: shape.height)
    (maxBatches, self.seed) = (iterations ?? settings.maxBatches, seed)
    let random = settings.layers.compactMap(\.head).last?.random
    interval = random == nil ? 40 : 10
    if let random {
      let factor = random == 1 ? 1.4 : max(abs(random), 1 / abs(random))
      rule =
        random == 0
        ? .fixed
        : network.compatibility == .pjreddie
          ? .squares(10...19, isLargestAtEnd: true)
          : .factors(factor, step: settings.sizes.resizeStep)
    } else {
      rule = settings.sizes.random ? .squares(4...14, isLargestAtEnd: false) : .fixed
    }
  }

  /// Whether sizes change at all.
  public var isFixed: Bool { rule == .fixed }

  /// The largest size there can be: along each side.
  public var largest: InputSize {
    switch rule {
    case .fixed: own
    case .squares(let counts, _):
      InputSize(width: counts.upperBound * Self.square, height: counts.upperBound * Self.square)
    case .factors(let most, let step): scaled(by: most, step: step)
    }
  }

  /// The smallest size there can be: along each side.
  public var smallest: InputSize {
    switch rule {
    case .fixed: own
    case .squares(let counts, _):
      InputSize(width: counts.lowerBound * Self.square, height: counts.lowerBound * Self.square)
    case .factors(let most, let step): scaled(by: 1 / most, step: step)
    }
  }

  /// The size of the images from which iteration `iteration`, counted from 0, learns.
  public func size(at iteration: Int) -> InputSize {
    let block = iteration / interval
    var numbers = SeededNumbers(seed: seed, .size, number: block)
    let rest = maxBatches - block * interval
    switch rule {
    case .fixed: return own
    case .squares(let counts, let isLargestAtEnd):
      if isLargestAtEnd, maxBatches > 0, rest < Self.originalEnd { return largest }
      let side = (counts.lowerBound + numbers.below(counts.count)) * Self.square
      return InputSize(width: side, height: side)
    case .factors(let most, let step):
      if block == 0 || maxBatches > 0 && rest < Self.forkEnd { return largest }
      return scaled(by: numbers.factor(most), step: step)
    }
  }

  /// What the sides of the original's sizes are multiples of.
  private static let square = 32
  /// Iterations at the end that the original does at the largest size.
  private static let originalEnd = 200
  /// The same of AlexeyAB's fork.
  private static let forkEnd = 100

  private func scaled(by factor: Float, step: Int) -> InputSize {
    InputSize(
      width: scaled(own.width, by: factor, step), height: scaled(own.height, by: factor, step))
  }

  /// A step more than the nearest multiple, but for what would then be no smaller than it was.
  private func scaled(_ side: Int, by factor: Float, _ step: Int) -> Int {
    let steps = (min(factor, 1e4) * Float(side) / Float(step) + 1).rounded(.toNearestOrAwayFromZero)
    let result = min(Int(steps) * step, Limits.inputSize)
    return factor < 1 && result > side ? side : max(1, result)
  }
}
