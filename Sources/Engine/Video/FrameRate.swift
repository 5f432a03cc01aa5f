/// Frames a second, as a fraction: 30000:1001 is what people call 29.97.
public struct FrameRate: Sendable, Hashable, CustomStringConvertible {
  /// Frames in `denominator` seconds, at least 1.
  public let numerator: Int
  /// Seconds that `numerator` frames take, at least 1.
  public let denominator: Int

  /// A rate of `numerator` frames in `denominator` seconds; nil unless both are from 1 to 2³¹ − 1.
  public init?(_ numerator: Int, _ denominator: Int = 1) {
    let limits = 1...Int(Int32.max)
    guard limits.contains(numerator), limits.contains(denominator) else { return nil }
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  private init(unchecked numerator: Int, _ denominator: Int) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// What is taken for streams that do not say: 25 a second, as ffmpeg does.
  public static let assumed = FrameRate(unchecked: 25, 1)

  /// Seconds from the first frame to frame `index`, counted from 0.
  public func seconds(toFrame index: Int) -> Double {
    Double(index) * Double(denominator) / Double(numerator)
  }

  /// The rate of every `stride`-th frame; the slowest there is where it would be slower still.
  public func every(_ stride: Int) -> FrameRate {
    let divisor = Self.greatestCommonDivisor(numerator, stride)
    let (product, overflows) = denominator.multipliedReportingOverflow(by: stride / divisor)
    return FrameRate(numerator / divisor, overflows ? Int(Int32.max) : product)
      ?? FrameRate(unchecked: 1, Int(Int32.max))
  }

  /// `30000:1001`, as headers and ffmpeg have it.
  public var description: String { "\(numerator):\(denominator)" }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
