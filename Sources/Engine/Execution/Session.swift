import CfgParser

/// One run of a plan at a time: an arena, and the loop over the steps.
///
/// A session is noncopyable, so the compiler sees to it that nobody runs it twice at once. Make one
/// a thread; they share the plan and its weights. Running allocates nothing and cannot fail.
public struct Session: ~Copyable, Sendable {
  /// The plan it runs.
  public let plan: ExecutionPlan
  let arena: Arena

  /// A session with an arena of its own, of `plan.arenaByteCount` bytes.
  public init(_ plan: ExecutionPlan) {
    self.init(plan, arena: Arena(valueCount: plan.arenaByteCount / 4))
  }

  init(_ plan: ExecutionPlan, arena: Arena) {
    (self.plan, self.arena) = (plan, arena)
  }

  /// Puts an input in place: C × H × W values.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless there are as many as `plan.network.inputShape`
  ///   counts.
  public mutating func setInput(_ values: Span<Float>) throws(ModelError) {
    let shape = plan.input.shape
    guard values.count == shape.count else {
      throw ModelError(
        .wrongInput, plan.network.file,
        "the network takes \(Wording.grouped(shape.count)) values (\(shape)), the input has \(Wording.grouped(values.count))"
      )
    }
    let context = context()
    unsafe values.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      unsafe interleave(source, into: context[plan.input], threads: plan.threads)
    }
  }

  /// Runs all steps on the input that is in place; it stays there for the next run.
  public mutating func run() {
    let context = context()
    for step in plan.steps { step.body(context) }
  }

  /// Runs all steps, and says how long each took.
  public mutating func runProfiled() -> [Duration] {
    let context = context()
    let clock = ContinuousClock()
    return plan.steps.map { step in clock.measure { step.body(context) } }
  }

  /// The output of a layer after a run, C × H × W.
  ///
  /// Detection heads and the network's last layer can always be read; the others only if the plan
  /// was made with `retainsActivations`.
  public func output(of layer: Int) -> [Float] {
    let slot = plan.outputs[layer]
    var values = [Float](repeating: 0, count: slot.shape.count)
    let tensor = tensor(slot)
    unsafe values.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      unsafe planar(tensor, into: target, threads: plan.threads)
    }
    guard plan.rawHeads.contains(layer) else { return values }
    return activated(values, of: layer)
  }

  /// The memory behind a slot, for the engine's own edges.
  func tensor(_ slot: Slot) -> Tensor { context()[slot] }

  private func context() -> StepContext {
    unsafe StepContext(
      memory: arena.values, offsets: plan.offsets,
      scratch: Scratch(
        base: arena.values + plan.activationCount, sharedFloats: plan.sharedScratchCount,
        floatsPerWorker: plan.scratchCount),
      kernels: plan.kernels, threads: plan.threads)
  }
}
