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
    own = InputSize(network)
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

  /// All sizes there can be, from the smallest on.
  public var sizes: [InputSize] {
    let all: Set<InputSize>
    switch rule {
    case .fixed: all = [own]
    case .squares(let counts, _): all = Set(counts.map(Self.square))
    case .factors(let most, let step):
      // A side changes only at these factors, and at 1; all others are like one between two.
      let bounds = [1 / most, 1, most] + turns(own.width, step) + turns(own.height, step)
      let within = bounds.filter { (1 / most...most).contains($0) }.sorted()
      let factors = within + zip(within, within.dropFirst()).map { ($0 + $1) / 2 }
      all = Set(factors.map { scaled(by: $0, step: step) })
    }
    return all.sorted { ($0.area, $0.width) < ($1.area, $1.width) }
  }

  /// The largest size there can be: along each side.
  public var largest: InputSize {
    switch rule {
    case .fixed: own
    case .squares(let counts, _): Self.square(counts.upperBound)
    case .factors(let most, let step): scaled(by: most, step: step)
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
      return Self.square(counts.lowerBound + numbers.below(counts.count))
    case .factors(let most, let step):
      if block == 0 || maxBatches > 0 && rest < Self.forkEnd { return largest }
      return scaled(by: numbers.factor(most), step: step)
    }
  }

  /// What the sides of the original's sizes are multiples of.
  private static let squareStep = 32
  /// Iterations at the end that the original does at the largest size.
  private static let originalEnd = 200
  /// The same of AlexeyAB's fork.
  private static let forkEnd = 100

  private static func square(_ count: Int) -> InputSize {
    InputSize(width: count * squareStep, height: count * squareStep)
  }

  /// The factors at which a side of so many pixels becomes one step larger.
  private func turns(_ side: Int, _ step: Int) -> [Float] {
    (0...Limits.inputSize / step).map { (Float($0) - 0.5) * Float(step) / Float(side) }
  }

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
