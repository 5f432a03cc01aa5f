import Synchronization

/// Tells a thread that nobody wants any more of what it gives.
final class StopFlag: Sendable {
  private let flag = Atomic(false)

  /// Whether the thread is to stop.
  var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Has the thread stop at the next occasion.
  func set() { flag.store(true, ordering: .relaxed) }
}
