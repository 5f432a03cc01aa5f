/// The one allocation a session runs in: activations first, scratch behind.
///
/// Memory is taken from the system as it is touched, and starts as zeros.
///
/// - Note: `@unchecked Sendable`, because the pointer is owned by this object alone and the session
///   that holds the arena is noncopyable: one thread at a time writes through it, and hands it on
///   through a `Monitor`.
@safe package final class Arena: @unchecked Sendable {
  /// The first value, on a page boundary.
  package let values: UnsafeMutablePointer<Float>
  /// Values it has room for.
  package let valueCount: Int
  private let pages: PageMemory

  package init(valueCount: Int) {
    self.valueCount = valueCount
    guard let pages = Self.pages(for: valueCount) else {
      // The plan has tried. As for any allocation in Swift: there is no going on without memory.
      preconditionFailure("no address space for \(valueCount) values")
    }
    self.pages = pages
    unsafe values = pages.start.assumingMemoryBound(to: Float.self)
  }

  /// Whether the system gives an arena of that size now.
  package static func isAvailable(valueCount: Int) -> Bool { pages(for: valueCount) != nil }

  private static func pages(for valueCount: Int) -> PageMemory? {
    PageMemory(byteCount: valueCount * MemoryLayout<Float>.stride)
  }
}
