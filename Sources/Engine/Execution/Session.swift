import CfgParser

/// One run of a plan at a time: an arena, and the loop over the steps.
///
/// A session is noncopyable, so the compiler sees to it that nobody runs it twice at once. Make one
/// a thread; they share the plan and its weights. Running allocates nothing and cannot fail.
///
/// What recurrent layers remember lives in the session: zeros in a new one, kept from each run to
/// the next, and zeros again after ``reset()``. Nothing else of a run has a bearing on the next.
///
/// A session may run a batch: several images in one call, each with an input, activations and a
/// state of its own, and with the bits it would have alone.
public struct Session: ~Copyable, Sendable {
  /// The plan it runs.
  public let plan: ExecutionPlan
  /// How many images it runs at a time.
  public let batch: Int
  let arena: Arena

  /// A session with an arena of its own, of `plan.arenaByteCount` bytes.
  public init(_ plan: ExecutionPlan) {
    self.init(plan, arena: Arena(valueCount: plan.arenaByteCount / 4))
  }

  /// A session that runs `batch` images at a time, with an arena of `plan.arenaByteCount(batch:)`
  /// bytes.
  ///
  /// - Throws: `ModelError.Code.wrongBatch` unless there are 1 to 65,536 images,
  ///   `ModelError.Code.tooLarge` when they take more memory than there is.
  public init(_ plan: ExecutionPlan, batch: Int) throws(ModelError) {
    try plan.checkMemory(batch: batch)
    self.init(
      plan, arena: Arena(valueCount: plan.arenaByteCount(batch: batch) / 4), batch: batch)
  }

  /// A session in an arena that is large enough, whatever was in it; states are reset.
  init(_ plan: ExecutionPlan, arena: Arena, batch: Int = 1) {
    (self.plan, self.arena, self.batch) = (plan, arena, batch)
    reset()
  }

  /// Sets what recurrent layers remember back to zeros, for all images.
  ///
  /// Networks without such layers have nothing to reset.
  public mutating func reset() {
    for state in plan.states {
      for image in 0..<batch {
        tensor(state, image: image).withMutableSpan { $0.update(repeating: 0) }
      }
    }
  }

  /// Puts the input of an image of the batch in place: C × H × W values.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless there are as many as `plan.network.inputShape`
  ///   counts, `ModelError.Code.wrongBatch` unless `image` is one of the batch, from 0 on.
  public mutating func setInput(_ values: Span<Float>, image: Int = 0) throws(ModelError) {
    guard (0..<batch).contains(image) else {
      throw ModelError(
        .wrongBatch, plan.network.file,
        "there is no image \(image) in a batch of \(batch), which begins with image 0")
    }
    let shape = plan.input.shape
    guard values.count == shape.count else {
      throw ModelError(
        .wrongInput, plan.network.file,
        "the network takes \(Wording.grouped(shape.count)) values (\(shape)), the input has \(Wording.grouped(values.count))"
      )
    }
    let context = context(image: image)
    unsafe values.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      unsafe interleave(source, into: context[plan.input], threads: plan.threads)
    }
  }

  /// Runs all steps on the input that is in place; it stays there for the next run.
  ///
  /// Every step runs for each image in turn before the next one does, while its weights are at
  /// hand.
  public mutating func run() {
    plan.threads.beginComputing()
    defer { plan.threads.endComputing() }
    var context = context()
    for step in plan.steps { run(step.body, in: &context) }
  }

  /// Runs all steps, and prepares the weights that the plan does not keep, each step's before it;
  /// they are gone after it.
  ///
  /// - Throws: `WeightsError` when weights cannot be read; there is no result then.
  package mutating func runReading() throws(WeightsError) {
    plan.threads.beginComputing()
    defer { plan.threads.endComputing() }
    var context = context()
    for step in plan.steps { run(try step.preparation?() ?? step.body, in: &context) }
  }

  /// Runs all steps, and says when each began and how long it took.
  public mutating func runProfiled() -> [StepTime] {
    plan.threads.beginComputing()
    defer { plan.threads.endComputing() }
    var context = context()
    let start = ContinuousClock.now
    return plan.steps.map { step in
      let begin = ContinuousClock.now
      run(step.body, in: &context)
      return StepTime(start: begin - start, duration: ContinuousClock.now - begin)
    }
  }

  private func run(_ body: StepBody, in context: inout StepContext) {
    for image in 0..<batch {
      context.image = image
      body(context)
    }
  }

  /// The output of a layer after a run, C × H × W, for an image of the batch, counted from 0.
  ///
  /// Detection heads and the network's last layer can always be read; the others only if the plan
  /// was made with `retainsActivations`.
  ///
  /// - Precondition: there is such a layer, and `image` is one of the batch.
  public func output(of layer: Int, image: Int = 0) -> [Float] {
    precondition((0..<batch).contains(image), "no such image in the batch")
    let slot = plan.outputs[layer]
    var values = [Float](repeating: 0, count: slot.shape.count)
    let tensor = tensor(slot, image: image)
    unsafe values.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      unsafe planar(tensor, into: target, threads: plan.threads)
    }
    guard plan.rawHeads.contains(layer) else { return values }
    return activated(values, of: layer)
  }

  /// The memory behind a slot, for the engine's own edges.
  func tensor(_ slot: Slot, image: Int = 0) -> Tensor { context(image: image)[slot] }

  private func context(image: Int = 0) -> StepContext {
    let count = plan.activationCount
    return unsafe StepContext(
      memory: arena.values, image: image, valuesPerImage: count, offsets: plan.offsets,
      scratch: Scratch(
        base: arena.values + batch * count, sharedFloats: plan.sharedScratchCount,
        floatsPerWorker: plan.scratchCount),
      kernels: plan.kernels, threads: plan.threads)
  }
}
