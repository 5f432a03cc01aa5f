import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where threads sleep until there is work.
///
/// `@unchecked` because of the pointers: what they point at is made to be shared, and lives as long
/// as this.
@safe final class SleepingPlace: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let sleeperCount = Atomic<Int>(0)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Threads that sleep, or are about to.
  var count: Int { sleeperCount.load(ordering: .relaxed) }

  /// Sleeps until woken, unless `isIdle` is false by now.
  ///
  /// A sleeper counts itself before it looks, and who brings work looks for sleepers after bringing
  /// it, so one of the two always sees the other.
  func sleep(while isIdle: () -> Bool) {
    unsafe pthread_mutex_lock(mutex)
    sleeperCount.add(1, ordering: .sequentiallyConsistent)
    if isIdle() { unsafe pthread_cond_wait(condition, mutex) }
    sleeperCount.subtract(1, ordering: .sequentiallyConsistent)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Wakes every sleeper; costs one look where there is none.
  func wakeAll() {
    guard sleeperCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
    unsafe pthread_mutex_lock(mutex)
    unsafe pthread_cond_broadcast(condition)
    unsafe pthread_mutex_unlock(mutex)
  }
}
