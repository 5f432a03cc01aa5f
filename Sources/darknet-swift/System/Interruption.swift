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

  /// From now on SIGINT and SIGTERM are remembered.
  ///
  /// A shell that starts a program in the background has it ignore SIGINT, and that stays so.
  static func watch() {
    // Touched here, because a signal handler must not be the first to use it.
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      guard number != SIGINT || !isIgnored(number, &action) else { continue }
      unsafe action.__sigaction_handler.sa_handler = { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      unsafe sigaction(number, &action, nil)
      unblock(number)
    }
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
