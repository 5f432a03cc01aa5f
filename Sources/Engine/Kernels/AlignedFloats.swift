#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One allocation of floats, aligned for the widest vectors; freed with its last owner.
///
/// `@unchecked` because of the pointer: the values are written while the owner is made and only
/// read after.
@safe final class AlignedFloats: @unchecked Sendable {
  /// Values held.
  let count: Int
  /// The first value.
  let values: UnsafeMutablePointer<Float>

  /// Uninitialised room for `count` values.
  init(count: Int) {
    self.count = count
    let byteCount = max(1, count) * MemoryLayout<Float>.stride
    let isLarge = byteCount >= 2 * Self.hugePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: isLarge ? Self.hugePage : 64)
    #if os(Linux)
    // Weights are read from end to end: large pages spare the processor looking up thousands of
    // small ones.
    if isLarge { unsafe madvise(memory, byteCount, MADV_HUGEPAGE) }
    #endif
    unsafe values = memory.bindMemory(to: Float.self, capacity: count)
  }

  /// A copy of `values`, followed by 0 up to `count`.
  convenience init(_ values: [Float], paddedTo count: Int) {
    self.init(count: count)
    for index in 0..<count {
      unsafe self.values[index] = index < values.count ? values[index] : 0
    }
  }

  deinit {
    unsafe UnsafeMutableRawPointer(values).deallocate()
  }

  /// Bytes of a large page on x86-64 and arm64.
  private static let hugePage = 2 << 20
}
