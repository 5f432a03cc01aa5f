import Synchronization

/// Where threads sleep until there is work.
final class SleepingPlace: Sendable {
  /// How often all were woken.
  ///
  /// A value of no size would lie where the lock's address does, and the thread sanitizer could not
  /// tell them apart.
  private let wakings = Monitor(0)
  private let sleeperCount = Atomic<Int>(0)

  /// Threads that sleep, or are about to.
  var count: Int { sleeperCount.load(ordering: .relaxed) }

  /// Sleeps as long as `isIdle` is true; whoever is woken asks it again.
  ///
  /// A sleeper counts itself before it looks, and who brings work looks for sleepers after bringing
  /// it, so one of the two always sees the other.
  func sleep(while isIdle: () -> Bool) {
    sleeperCount.add(1, ordering: .sequentiallyConsistent)
    wakings.wait { _ in !isIdle() }
    sleeperCount.subtract(1, ordering: .sequentiallyConsistent)
  }

  /// Wakes every sleeper; costs one look where there is none.
  func wakeAll() {
    guard sleeperCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
    wakings.change { $0 &+= 1 }
  }
}
