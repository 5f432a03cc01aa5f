import Synchronization

/// The items of a loop, a share for every thread; who is done with its own takes from the others'.
///
/// Shares lie in the order of the items: in loop after loop a thread begins at the same part of the
/// picture, which its cache still holds.
///
/// `@unchecked` because of `itemCount` and `shareCount`: they are written while nobody takes items.
@safe final class ItemShares: @unchecked Sendable {
  /// The next item of every share, each in cache lines of its own.
  private let cursors: UnsafeMutablePointer<Atomic<Int>>
  private let limit: Int
  private var itemCount = 0
  private var shareCount = 0

  /// Shares for `threadCount` threads.
  init(threadCount: Int) {
    limit = threadCount
    unsafe cursors = .allocate(capacity: threadCount * Self.spacing)
    for index in 0..<threadCount * Self.spacing {
      unsafe (cursors + index).initialize(to: Atomic(0))
    }
  }

  deinit {
    unsafe cursors.deinitialize(count: limit * Self.spacing)
    unsafe cursors.deallocate()
  }

  /// Shares items 0 ..< `itemCount` out; nobody may be taking any.
  func deal(_ itemCount: Int) {
    (self.itemCount, shareCount) = (itemCount, min(limit, itemCount))
    for share in 0..<shareCount {
      unsafe cursor(of: share).pointee.store(start(of: share), ordering: .relaxed)
    }
  }

  /// Takes items until there are none left, those of the worker's own share first.
  func take(as worker: Int, _ body: (Int) -> Void) {
    for turn in 0..<shareCount {
      let share = (worker + turn) % shareCount
      let end = start(of: share + 1)
      while true {
        let item = unsafe cursor(of: share).pointee.add(1, ordering: .relaxed).oldValue
        guard item < end else { break }
        body(item)
      }
    }
  }

  private func start(of share: Int) -> Int { itemCount * share / shareCount }

  private func cursor(of share: Int) -> UnsafeMutablePointer<Atomic<Int>> {
    unsafe cursors + share * Self.spacing
  }

  /// Counters from one share to the next: two cache lines, which some processors fetch together.
  private static let spacing = 16
}
