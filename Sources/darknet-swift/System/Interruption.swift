import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Signals that ask the program to stop, noticed between two images.
///
/// The first one is remembered, so that what is being written ends whole; a second one ends the
/// program at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)
  private static let bell = Atomic<Int32>(noBell)
  private static let noBell: Int32 = -1

  /// From now on SIGINT and SIGTERM are remembered.
  ///
  /// A shell that starts a program in the background has it ignore SIGINT, and that stays so.
  static func watch() {
    // Touched here, because a signal handler must not be the first to use it.
    received.store(0, ordering: .relaxed)
    bell.store(noBell, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      guard number != SIGINT || !isIgnored(number, &action) else { continue }
      unsafe action.__sigaction_handler.sa_handler = { number in
        Interruption.received.store(number, ordering: .relaxed)
        Interruption.ring(Interruption.bell.load(ordering: .relaxed))
        signal(number, SIG_DFL)
      }
      unsafe sigaction(number, &action, nil)
      unblock(number)
    }
  }

  /// From now on a signal writes a byte to that file, which wakes whoever sleeps at it; nil for none.
  static func ring(at descriptor: Int32?) {
    bell.store(descriptor ?? noBell, ordering: .relaxed)
  }

  /// Writes a byte; no more than a signal's handler may do.
  static func ring(_ descriptor: Int32) {
    guard descriptor != noBell else { return }
    let number = errno
    var byte: UInt8 = 0
    _ = unsafe write(descriptor, &byte, 1)
    errno = number
  }

  /// How the program has to end because of a signal, if one came.
  static var status: ExitStatus? {
    switch received.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }

  /// Programs started by a thread that blocks signals begin with them blocked.
  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32, _ action: inout sigaction) -> Bool {
    unsafe sigaction(number, nil, &action)
    // SIG_IGN is the address 1, which Swift does not compare as a function.
    return unsafe unsafeBitCast(action.__sigaction_handler, to: Int.self) == 1
  }
}
