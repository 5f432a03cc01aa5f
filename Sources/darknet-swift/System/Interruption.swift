import Foundation
import Synchronization

/// Signals that ask the program to stop, noticed between two images.
///
/// The first one is remembered, so that what is being written ends whole; a second one ends the program at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// From now on SIGINT and SIGTERM are remembered.
  static func watch() {
    // Touched here, because a signal handler must not be the first to use it.
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      unsafe sigaction(number, &action, nil)
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
}
