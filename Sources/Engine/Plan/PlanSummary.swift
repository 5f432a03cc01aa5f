public import CfgParser

/// What a plan will do, as a value: one entry a step, in the order they run.
public struct PlanSummary: Sendable, Hashable {
  /// One step.
  public struct Step: Sendable, Hashable {
    /// Darknet's number of the layer it belongs to.
    public let layer: Int
    /// What is done: `convolution 3×3/1`.
    public let name: String
    /// How it is done, where there is more than one way: `winograd 4x4`; else empty.
    public let algorithm: String
    /// What it writes.
    public let output: Shape
    /// Where it reads activations.
    public let reads: [Place]
    /// Where it writes.
    public let writes: Place
    /// Floating-point operations by darknet's count; 0 for what darknet does not count.
    public let operationCount: Int
    /// Bytes of prepared weights it reads.
    public let weightByteCount: Int
    /// Bytes of activations it reads and writes.
    public let activationByteCount: Int
    /// What the algorithms took that were tried for it; empty unless the plan was tuned.
    public let timings: [ConvolutionTiming]
  }

  /// The memory of an activation.
  public struct Place: Sendable, Hashable {
    /// Number of the buffer.
    public let buffer: Int
    /// Where its first value lies in the arena, in bytes.
    public let offset: Int
    /// Bytes of its values; another layer's may lie between them.
    public let byteCount: Int
  }

  /// A part of the arena; those that are never needed at one time may overlap.
  public struct Buffer: Sendable, Hashable {
    /// Where it lies in the arena, in bytes.
    public let offset: Int
    /// Bytes it takes.
    public let byteCount: Int
    /// The steps during which it keeps its values; the number of steps stands for after the run.
    public let lifetime: ClosedRange<Int>
  }

  /// The steps, in the order they run.
  public let steps: [Step]
  /// The buffers, by number.
  public let buffers: [Buffer]
  /// The name of the kernel set.
  public let kernelSetName: String
  /// What the figures are known of by which algorithms were chosen: a kind of processor, as
  /// `Zen 5`, or `kernel set` where the processor is not known.
  public let ratesName: String
  /// What convolutions and `[connected]` layers may be computed in; the algorithms of the steps say
  /// which are.
  public let precision: Precision
  /// Threads the steps are split over.
  public let threadCount: Int
  /// Bytes of one session: activations and scratch.
  public let arenaByteCount: Int
  /// Bytes of scratch in a session, behind all buffers.
  public let scratchByteCount: Int
  /// Bytes of prepared weights, shared by all sessions.
  public let weightByteCount: Int
}

extension ExecutionPlan {
  /// The plan as a value that can be printed.
  public var summary: PlanSummary {
    PlanSummary(
      steps: steps.map(summary),
      buffers: zip(buffers, offsets).map { buffer, offset in
        .init(offset: 4 * offset, byteCount: 4 * buffer.count, lifetime: buffer.lifetime)
      },
      kernelSetName: kernelSetName, ratesName: KernelRates.known(for: kernels).origin.rawValue,
      precision: options.precision, threadCount: threadCount,
      arenaByteCount: arenaByteCount,
      scratchByteCount: arenaByteCount - 4 * activationCount, weightByteCount: weightByteCount)
  }

  private func summary(of step: PlanStep) -> PlanSummary.Step {
    let (reads, writes) = (step.reads.map(place), place(of: step.writes))
    return .init(
      layer: step.layer, name: step.name, algorithm: step.algorithm, output: step.writes.shape,
      reads: reads, writes: writes, operationCount: step.operationCount,
      weightByteCount: step.weightByteCount,
      activationByteCount: (reads + [writes]).reduce(0) { $0 + $1.byteCount },
      timings: step.timings)
  }

  private func place(of slot: Slot) -> PlanSummary.Place {
    .init(
      buffer: slot.buffer, offset: 4 * (offsets[slot.buffer] + slot.channelOffset),
      byteCount: 4 * slot.shape.count)
  }
}
