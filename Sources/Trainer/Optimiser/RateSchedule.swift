import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The rate of learning of every step.
///
/// Steps count from 1 where training begins with a network that has seen no image: Darknet counts
/// the images of a step before it looks up the rate.
///
/// - Reference: darknet `network.c`, `get_current_rate`.
struct RateSchedule: Sendable, Hashable {
  /// What the cfg says.
  let settings: RateSettings
  /// Whether `sigmoid` gives 0 before its `step`, as the original does, where the difference is one
  /// of unsigned numbers.
  let wrapsDifference: Bool
  /// What the rates of the policy `random` depend on.
  let seed: UInt64

  /// The schedule of a network's training.
  init(_ settings: RateSettings, compatibility: Compatibility, seed: UInt64 = 0) {
    (self.settings, self.seed) = (settings, seed)
    wrapsDifference = compatibility == .pjreddie
  }

  /// The rate in step `iteration`, before the factor that a layer may have.
  func rate(at iteration: Int) -> Float {
    let start = Double(settings.learningRate)
    if iteration < settings.burnIn {
      return Float(start * pow(Double(iteration) / Double(settings.burnIn), Double(settings.power)))
    }
    return Float(start * factor(at: iteration))
  }

  private func factor(at iteration: Int) -> Double {
    switch settings.policy {
    case .constant: return 1
    case .step(let step, let scale): return pow(Double(scale), Double(iteration / step))
    case .steps(let steps, let scales):
      let passed = steps.prefix { $0 <= iteration }.count
      return scales.prefix(passed).reduce(1) { $0 * Double($1) }
    case .exp(let gamma): return pow(Double(gamma), Double(iteration))
    case .poly(let end):
      return pow(1 - Double(iteration) / Double(end), Double(settings.power))
    case .random: return pow(drawn(at: iteration), Double(settings.power))
    case .sigmoid(let gamma, let step):
      return 1 / (1 + exp(Double(gamma) * difference(iteration, step)))
    case .sgdr(let cycle, let growth, let minimum):
      return cosine(iteration, cycle, growth, minimum)
    }
  }

  private func difference(_ iteration: Int, _ step: Int) -> Double {
    wrapsDifference ? Double(UInt(bitPattern: iteration - step)) : Double(iteration - step)
  }

  private func cosine(_ iteration: Int, _ cycle: Int, _ growth: Int, _ minimum: Float) -> Double {
    var (start, size) = (0, cycle)
    while start + size < iteration {
      start += size
      size *= growth
    }
    let least = settings.learningRate == 0 ? 0 : Double(minimum) / Double(settings.learningRate)
    let share = Double(iteration - start) / Double(size)
    return least + 0.5 * (1 - least) * (1 + cos(share * .pi))
  }

  /// A number in 0..<1 that looks random: SplitMix64 of seed and step.
  private func drawn(at iteration: Int) -> Double {
    var mixed = seed &+ UInt64(truncatingIfNeeded: iteration) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Double(mixed >> 11) * 0x1p-53
  }
}
