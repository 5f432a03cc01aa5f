#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A value that threads share: one at a time has it, and can wait for what another makes of it.
///
/// A lock of the system, where the library's `Mutex` is one of its own: that has nothing to wait at,
/// and the thread sanitizer does not see what it orders.
///
/// `@unchecked` because of the value, which is touched by whoever holds the lock, and of the
/// pointers: what they point at is made to be shared, and lives as long as this.
@safe package final class Monitor<Value: ~Copyable>: @unchecked Sendable {
  private nonisolated(unsafe) var value: Value
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Shares `value`.
  package init(_ value: consuming sending Value) {
    unsafe self.value = value
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(lock)
    unsafe changed.deallocate()
    unsafe lock.deallocate()
  }

  /// Calls `body` with the value while nobody else has it.
  package func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return try unsafe body(&value)
  }

  /// Sleeps until `isReady` is true of the value; it is asked again after every change.
  package func wait(until isReady: (borrowing Value) -> Bool) {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    sleep(until: isReady)
  }

  /// As `withLock(_:)`, once `isReady` is true of the value; those who wait look at it again then.
  package func change<Result, Failure: Error>(
    when isReady: (borrowing Value) -> Bool = { _ in true },
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    sleep(until: isReady)
    defer { unsafe pthread_cond_broadcast(changed) }
    return try unsafe body(&value)
  }

  /// Gives the holder's lock back until there is a reason to go on.
  private func sleep(until isReady: (borrowing Value) -> Bool) {
    while unsafe !isReady(value) { unsafe pthread_cond_wait(changed, lock) }
  }
}
