#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A running thread: of a pool, or of what else goes on beside it.
@safe package struct WorkerThread: Sendable {
  private let thread: pthread_t

  /// Starts the thread on `body`; nil where the system has no more.
  package init?(_ body: @escaping @Sendable () -> Void) {
    let task = unsafe Unmanaged.passRetained(Task(body))
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Darwin)
        unsafe Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body()
        #else
        if let argument = unsafe argument {
          unsafe Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body()
        }
        #endif
        return nil
      }, task.toOpaque())
    guard status == 0 else {
      unsafe task.release()
      return nil
    }
    #if canImport(Darwin)
    guard let thread else { return nil }
    #endif
    self.thread = thread
  }

  /// Waits until the thread has ended.
  package func join() { pthread_join(thread, nil) }

  /// What the thread is told at its start.
  private final class Task: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
