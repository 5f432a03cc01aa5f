#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A piece of memory straight from the system, in whole pages: it starts as zeros, is taken as it
/// is touched, and goes back at once with its owner.
///
/// The allocator would keep what is freed, and put small things behind it.
///
/// - Note: `@unchecked Sendable` because of the pointer, whose use is the owner's affair.
@safe package final class PageMemory: @unchecked Sendable {
  /// The first byte, on a page boundary.
  package let start: UnsafeMutableRawPointer
  private let byteCount: Int

  /// Takes `byteCount` bytes; nil where the system has not so many.
  package init?(byteCount: Int) {
    let byteCount = max(1, byteCount)
    let memory = unsafe mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    #if os(Linux)
    // Read and written from end to end: large pages spare thousands of faults, and the processor
    // looking up as many addresses.
    if byteCount >= 2 * Self.hugePage { unsafe madvise(memory, byteCount, MADV_HUGEPAGE) }
    #endif
    unsafe start = memory
    self.byteCount = byteCount
  }

  deinit { unsafe munmap(start, byteCount) }

  /// Bytes of a large page on x86-64 and arm64.
  private static let hugePage = 2 << 20
}
