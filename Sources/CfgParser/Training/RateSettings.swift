/// How the rate of learning changes from step to step, as `[net]` says it.
///
/// - Reference: darknet `parser.c`, `parse_net_options`.
public struct RateSettings: Sendable, Hashable {
  /// What the rate depends on.
  public enum Policy: Sendable, Hashable {
    /// It stays.
    case constant
    /// It is multiplied by `scale` every `step` steps.
    case step(Int, scale: Float)
    /// It is multiplied by a scale after each of some numbers of steps.
    case steps([Int], scales: [Float])
    /// It is multiplied by `gamma` every step.
    case exp(gamma: Float)
    /// It falls to 0 at `maxBatches`, with the power of the share that is left.
    case poly(maxBatches: Int)
    /// It is drawn anew for every step.
    case random
    /// It follows 1 / (1 + exp(gamma · (i − step))).
    case sigmoid(gamma: Float, step: Int)
    /// It falls along a cosine, again and again; AlexeyAB's.
    case sgdr(cycle: Int, factor: Int, minimum: Float)
  }

  /// The rate that the policy starts from; darknet's default is 0.001.
  public let learningRate: Float
  /// What the rate depends on; darknet's default is constant.
  public let policy: Policy
  /// Steps at the beginning during which the rate grows from 0, whatever the policy.
  public let burnIn: Int
  /// The exponent of the growth, and of the policies `poly` and `random`; darknet's default is 4.
  public let power: Float

  /// Reads the section.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  init(reading options: inout SectionReader, maxBatches: Int) throws(CfgError) {
    learningRate = try options.float("learning_rate", default: 0.001)
    burnIn = try options.int("burn_in", default: 0, in: 0...Limits.valueCount)
    power = try options.float("power", default: 4)
    policy = try Self.policy(&options, maxBatches: maxBatches)
  }

  private enum Name: String, CaseIterable {
    case constant, step, steps, exp, poly, random, sigmoid, sgdr
  }

  private static func policy(
    _ options: inout SectionReader, maxBatches: Int
  ) throws(CfgError) -> Policy {
    switch try name(&options) {
    case .constant: return .constant
    case .random: return .random
    case .step:
      let step = try options.int("step", default: 1, in: 1...Limits.valueCount)
      return .step(step, scale: try options.float("scale", default: 1))
    case .steps: return try steps(&options)
    case .exp: return .exp(gamma: try options.float("gamma", default: 1))
    case .sigmoid:
      let step = try options.int("step", default: 1, in: 0...Limits.valueCount)
      return .sigmoid(gamma: try options.float("gamma", default: 1), step: step)
    case .poly:
      guard maxBatches > 0 else {
        throw options.fault("policy", "needs max_batches, the number of steps")
      }
      return .poly(maxBatches: maxBatches)
    case .sgdr: return try sgdr(&options, maxBatches: maxBatches)
    }
  }

  /// The programs take a policy they do not know as constant: so do their sets, with a warning.
  private static func name(_ options: inout SectionReader) throws(CfgError) -> Name {
    let isOriginal = options.compatibility == .pjreddie
    let choices = Name.allCases.filter { $0 != .sgdr || !isOriginal }
      .map { (name: $0.rawValue, value: $0) }
    if options.compatibility.overlooksFaults, let option = options.option("policy"),
      !choices.contains(where: { $0.name == option.value })
    {
      options.warn("policy", "\(Wording.quoted(option.text)) is not known, it is taken as constant")
      return .constant
    }
    return try options.choice("policy", default: .constant, among: choices)
  }

  private static func steps(_ options: inout SectionReader) throws(CfgError) -> Policy {
    guard let steps = try options.ints("steps") else {
      throw options.missing("steps", "the numbers of steps after which the rate changes")
    }
    guard let scales = try options.floats("scales") else {
      throw options.missing(
        "scales", "what the rate is multiplied by, one number for each of steps")
    }
    guard scales.count >= steps.count else {
      throw options.fault(
        "scales", "has \(scales.count) numbers; [net] takes \(steps.count), one for each of steps")
    }
    if scales.count > steps.count {
      options.warn(
        "scales", "'scales' has \(scales.count) numbers, the first \(steps.count) count")
    }
    return .steps(steps, scales: Array(scales.prefix(steps.count)))
  }

  private static func sgdr(
    _ options: inout SectionReader, maxBatches: Int
  ) throws(CfgError) -> Policy {
    guard maxBatches > 0 || options.contains("sgdr_cycle") else {
      throw options.fault("policy", "needs sgdr_cycle or max_batches, a number of steps")
    }
    return .sgdr(
      cycle: try options.int("sgdr_cycle", default: maxBatches, in: 1...Limits.valueCount),
      factor: try options.int("sgdr_mult", default: 2, in: 1...1024),
      minimum: try options.float("learning_rate_min", default: 1e-5))
  }
}
