public import CfgParser

/// Where the images come from that a network learns from, each changed at random.
///
/// Everything random is a function of the seed and the number of the example, counted over the whole
/// run: a run that goes on needs nothing else, and the bits are the same for any number of threads.
public protocol ExampleSource: Sendable {
  /// Makes example number `number`.
  ///
  /// - Parameters:
  ///   - number: Counted from 0 over the whole run.
  ///   - values: C × H × W values of the network's input; all are written.
  ///   - truth: What the image shows, as the losses want it; all is written.
  /// - Returns: What was odd about the files.
  /// - Throws: `CfgError` where no image of all can be read.
  func write(
    _ number: Int, into values: inout MutableSpan<Float>, truth: inout MutableSpan<Float>
  ) throws(CfgError) -> [ExampleWarning]
}

/// What was odd about an image or its labels.
public struct ExampleWarning: Sendable, Hashable {
  /// The file, with the line where that is known.
  public let subject: String
  /// What is odd.
  public let message: String
}

extension SeededNumbers {
  /// The numbers of one example.
  init(seed: UInt64, example number: Int) {
    var start = SeededNumbers(seed: seed)
    self.init(seed: start.next() &+ UInt64(truncatingIfNeeded: number) &* 0xD134_2543_DE82_EF95)
  }

  /// A number of that range, all as likely.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// A factor from 1 to `largest`, or its reciprocal, each half of the time.
  ///
  /// - Reference: darknet `utils.c`, `rand_scale`.
  mutating func factor(_ largest: Double) -> Double {
    let factor = between(1, largest)
    return unit() < 0.5 ? factor : 1 / factor
  }

  /// One of 0 ..< `count`.
  mutating func below(_ count: Int) -> Int { Int(unit() * Double(count)) }
}
