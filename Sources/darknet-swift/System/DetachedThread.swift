#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Threads that nobody waits for.
enum DetachedThread {
  /// Has `body` run on a thread of its own.
  ///
  /// - Throws: `CommandError` with status 70 when the system has no thread left.
  static func start(_ body: @escaping @Sendable () -> Void) throws(CommandError) {
    let box = unsafe Unmanaged.passRetained(Body(body))
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(&thread, nil, Self.run, box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      throw CommandError(.internalError, "darknet-swift", "the system has no thread left")
    }
    #if canImport(Darwin)
    guard let thread else { return }
    #endif
    pthread_detach(thread)
  }

  #if canImport(Darwin)
  private static let run: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
    unsafe Unmanaged<Body>.fromOpaque($0).takeRetainedValue().call()
    return nil
  }
  #else
  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    if let argument = unsafe $0 {
      unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().call()
    }
    return nil
  }
  #endif

  private final class Body: Sendable {
    let call: @Sendable () -> Void

    init(_ call: @escaping @Sendable () -> Void) { self.call = call }
  }
}
