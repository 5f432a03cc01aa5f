import Engine

/// What one thread hands to the next: a few elements in their order, so that the faster of the two
/// waits for the slower, and memory stays bounded.
final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var isFinished = false
    var dropCount = 0
  }

  private let state = Monitor(State())
  private let capacity: Int
  private let keepsNewest: Bool

  /// A queue for that many elements; one that `keepsNewest` drops the oldest where others wait.
  init(capacity: Int, keepsNewest: Bool = false) {
    (self.capacity, self.keepsNewest) = (capacity, keepsNewest)
  }

  /// Adds an element once there is room for it; false when nobody wants any more.
  func push(_ element: Element) -> Bool {
    state.change(when: { keepsNewest || $0.isFinished || $0.elements.count < capacity }) { state in
      guard !state.isFinished else { return false }
      if state.elements.count >= capacity {
        state.elements.removeFirst()
        state.dropCount += 1
      }
      state.elements.append(element)
      return true
    }
  }

  /// The next element, or nil behind the last.
  func next() -> Element? {
    state.change(when: { $0.isFinished || !$0.elements.isEmpty }) { state in
      state.elements.isEmpty ? nil : state.elements.removeFirst()
    }
  }

  /// No more elements will come; those that wait stay.
  func finish() { state.change { $0.isFinished = true } }

  /// Nobody wants any more elements; those that wait are gone.
  func cancel() {
    state.change { state in
      state.isFinished = true
      state.elements = []
    }
  }

  /// How many elements gave way to newer ones.
  var dropCount: Int { state.withLock { $0.dropCount } }
}
