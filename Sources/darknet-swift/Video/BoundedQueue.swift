/// What one thread hands to the next: a few elements in their order, so that the faster of the two
/// waits for the slower, and memory stays bounded.
///
/// `@unchecked` because every access to what it holds is between `lock` and `unlock` of its
/// condition.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  private let condition = Condition()
  private let capacity: Int
  private let keepsNewest: Bool
  private var elements: [Element] = []
  private var isFinished = false
  private var drops = 0

  /// A queue for that many elements; one that `keepsNewest` drops the oldest where others wait.
  init(capacity: Int, keepsNewest: Bool = false) {
    (self.capacity, self.keepsNewest) = (capacity, keepsNewest)
  }

  /// Adds an element once there is room for it; false when nobody wants any more.
  func push(_ element: Element) -> Bool {
    condition.withLock {
      while elements.count >= capacity, !isFinished {
        if keepsNewest {
          elements.removeFirst()
          drops += 1
        } else {
          condition.wait()
        }
      }
      guard !isFinished else { return false }
      elements.append(element)
      condition.broadcast()
      return true
    }
  }

  /// The next element, or nil behind the last.
  func next() -> Element? {
    condition.withLock {
      while elements.isEmpty, !isFinished { condition.wait() }
      guard !elements.isEmpty else { return nil }
      condition.broadcast()
      return elements.removeFirst()
    }
  }

  /// No more elements will come; those that wait stay.
  func finish() {
    condition.withLock {
      isFinished = true
      condition.broadcast()
    }
  }

  /// Nobody wants any more elements; those that wait are gone.
  func cancel() {
    condition.withLock {
      isFinished = true
      elements = []
      condition.broadcast()
    }
  }

  /// How many elements gave way to newer ones.
  var dropCount: Int { condition.withLock { drops } }
}
