#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The one allocation a session runs in: activations first, scratch behind.
///
/// Memory is taken from the system as it is touched, and starts as zeros.
///
/// - Note: `@unchecked Sendable`, because the pointer is owned by this object alone and the session
///   that holds the arena is noncopyable: one thread at a time writes through it, and hands it on
///   through a `Mutex`.
@safe final class Arena: @unchecked Sendable {
  /// The first value, on a page boundary.
  let values: UnsafeMutablePointer<Float>
  /// Values it has room for.
  let valueCount: Int
  private let byteCount: Int

  init(valueCount: Int) {
    self.valueCount = valueCount
    byteCount = Self.byteCount(of: valueCount)
    guard let memory = unsafe Self.map(byteCount) else {
      // The plan has tried. As for any allocation in Swift: there is no going on without memory.
      preconditionFailure("no \(byteCount) bytes of address space")
    }
    unsafe values = memory.assumingMemoryBound(to: Float.self)
  }

  deinit { unsafe munmap(values, byteCount) }

  /// Whether the system gives an arena of that size now.
  static func isAvailable(valueCount: Int) -> Bool {
    guard let memory = unsafe map(byteCount(of: valueCount)) else { return false }
    unsafe munmap(memory, byteCount(of: valueCount))
    return true
  }

  private static func byteCount(of valueCount: Int) -> Int {
    max(1, valueCount) * MemoryLayout<Float>.stride
  }

  private static func map(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let memory = unsafe mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    return unsafe memory == MAP_FAILED ? nil : memory
  }
}
