#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A lock whose holders can wait for what another holder changes.
///
/// `@unchecked` because of the pointers: what they point at is made to be shared, and lives as long
/// as this.
@safe final class Condition: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

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

  /// Calls `body` while nobody else holds the lock.
  func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Gives the lock back until somebody calls `broadcast()`, or for no reason.
  ///
  /// Whoever waits looks again. To be called by the holder.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Wakes all who wait.
  func broadcast() { unsafe pthread_cond_broadcast(condition) }
}
