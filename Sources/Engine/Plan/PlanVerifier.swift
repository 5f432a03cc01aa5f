import CfgParser

/// Checks a finished plan: every slot in its buffer, nothing read before it was written, no two
/// buffers that live at one time in the same memory.
///
/// It holds for every plan the builder can make; debug builds and tests ask it.
struct PlanVerifier {
  /// What is wrong, a sentence each; empty for a sound plan.
  let faults: [String]

  init(_ plan: ExecutionPlan) {
    var faults: [String] = []
    var written: Set<Range<Int>> = [Self.extent(of: plan.input, in: plan)]
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

  /// Steps that overwrite another buffer which is read later without having been written again.
  private static func clobbered(_ plan: ExecutionPlan) -> [String] {
    var faults: [String] = []
    for (index, step) in plan.steps.enumerated() {
      let target = extent(of: step.writes, in: plan)
      let earlier = Set(plan.steps[..<index].map(\.writes.buffer)).subtracting([step.writes.buffer])
      for later in plan.steps[index...] {
        for slot in later.reads
        where earlier.contains(slot.buffer)
          && extent(of: slot, in: plan).overlaps(target)
        {
          let rewritten = plan.steps[index...].first { $0.writes.buffer == slot.buffer }
          guard rewritten == nil else { continue }
          faults.append("step \(index) (\(step.name)) overwrites what \(later.name) reads")
        }
      }
    }
    return faults
  }
}
