import CfgParser

/// Checks a finished plan: every slot in its buffer, nothing read before it was written, no step
/// that writes a part of what it reads, no two buffers that live at one time in the same memory.
///
/// It holds for every plan the builder can make; debug builds and tests ask it.
struct PlanVerifier {
  /// What is wrong, a sentence each; empty for a sound plan.
  let faults: [String]

  init(_ plan: ExecutionPlan) {
    var faults: [String] = []
    // The input is set before a run, and states are there from the run before.
    var written = Set(([plan.input] + plan.states).map { Self.extent(of: $0, in: plan) })
    for (index, step) in plan.steps.enumerated() {
      for slot in step.reads + [step.writes]
      where Self.extent(of: slot, in: plan).upperBound
        > plan.activationCount
      {
        faults.append("step \(index) (\(step.name)) leaves the arena")
      }
      for slot in step.reads {
        let extent = Self.extent(of: slot, in: plan)
        if !written.contains(where: { $0.overlaps(extent) }) {
          faults.append("step \(index) (\(step.name)) reads what no step before it wrote")
        }
      }
      for slot in step.reads where slot != step.writes && slot.overlaps(step.writes) {
        faults.append("step \(index) (\(step.name)) writes over what it reads")
      }
      written.insert(Self.extent(of: step.writes, in: plan))
    }
    self.faults = faults + Self.clobbered(plan)
  }

  /// The values from the first to the last of a slot, counted in the arena.
  private static func extent(of slot: Slot, in plan: ExecutionPlan) -> Range<Int> {
    let start = plan.offsets[slot.buffer] + slot.channelOffset
    let length = max(0, slot.shape.area - 1) * slot.pixelStride + slot.shape.channels
    return start..<start + length
  }

  /// Pairs of buffers that lie in the same memory while both hold what is read later.
  private static func clobbered(_ plan: ExecutionPlan) -> [String] {
    var uses: [Int: Use] = [:]
    func use(_ slot: Slot, at step: Int) {
      let use = Use(buffer: slot.buffer, steps: step...step, extent: extent(of: slot, in: plan))
      uses[slot.buffer] = uses[slot.buffer]?.joined(with: use) ?? use
    }
    for slot in [plan.input] + plan.states { use(slot, at: 0) }
    for (index, step) in plan.steps.enumerated() {
      for slot in step.reads + [step.writes] { use(slot, at: index) }
    }
    for slot in plan.readableOutputs + [plan.input] + plan.states {
      use(slot, at: plan.steps.count)
    }
    let all = uses.values.sorted { $0.buffer < $1.buffer }
    return all.enumerated().flatMap { index, one in
      all[(index + 1)...].filter { one.clashes(with: $0) }
        .map { "buffers \(one.buffer) and \($0.buffer) share memory at one time" }
    }
  }

  /// When a buffer is needed, and what of the arena.
  private struct Use {
    let buffer: Int
    let steps: ClosedRange<Int>
    let extent: Range<Int>

    func joined(with other: Use) -> Use {
      let first = min(steps.lowerBound, other.steps.lowerBound)
      let start = min(extent.lowerBound, other.extent.lowerBound)
      return Use(
        buffer: buffer, steps: first...max(steps.upperBound, other.steps.upperBound),
        extent: start..<max(extent.upperBound, other.extent.upperBound))
    }

    func clashes(with other: Use) -> Bool {
      steps.overlaps(other.steps) && extent.overlaps(other.extent)
    }
  }
}
