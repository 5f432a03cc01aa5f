#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A running thread of a pool.
@safe struct WorkerThread: Sendable {
  private let thread: pthread_t

  /// Starts the thread; nil where the system has no more.
  init?(index: Int, board: JobBoard) {
    let task = unsafe Unmanaged.passRetained(Task(index: index, board: board))
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Darwin)
        let task = unsafe Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
        task.board.work(as: task.index)
        #else
        if let argument = unsafe argument {
          let task = unsafe Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
          task.board.work(as: task.index)
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
  func join() {
    pthread_join(thread, nil)
  }

  /// What the thread is told at its start.
  private final class Task: Sendable {
    let index: Int
    let board: JobBoard

    init(index: Int, board: JobBoard) {
      (self.index, self.board) = (index, board)
    }
  }
}
