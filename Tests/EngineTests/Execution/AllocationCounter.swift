#if canImport(Glibc)
import Glibc
import Synchronization

/// Counts what the process takes from the heap, by any thread and in any library: `malloc` and its
/// relatives.
///
/// Whoever counts must have the process alone, as a test that runs in a process of its own has.
enum AllocationCounter {
  private typealias Malloc = @convention(c) (Int) -> UnsafeMutableRawPointer?
  private typealias Calloc = @convention(c) (Int, Int) -> UnsafeMutableRawPointer?
  private typealias Realloc =
    @convention(c) (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?
  private typealias Memalign =
    @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>?, Int, Int) -> Int32

  private static let count = Atomic<Int>(0)
  nonisolated(unsafe) private static var malloc: Malloc?
  nonisolated(unsafe) private static var calloc: Calloc?
  nonisolated(unsafe) private static var realloc: Realloc?
  nonisolated(unsafe) private static var alignedAlloc: Calloc?
  nonisolated(unsafe) private static var posixMemalign: Memalign?

  /// Puts itself between the heap and every library that is loaded; false where it finds no place
  /// for that.
  static func install() -> Bool {
    count.store(0, ordering: .relaxed)
    keepOriginals()
    return unsafe ImportTable.replace([
      "malloc": hook { size in
        AllocationCounter.count.add(1, ordering: .relaxed)
        return unsafe AllocationCounter.malloc?(size)
      },
      "calloc": hook { items, size in
        AllocationCounter.count.add(1, ordering: .relaxed)
        return unsafe AllocationCounter.calloc?(items, size)
      },
      "realloc": hook { pointer, size in
        AllocationCounter.count.add(1, ordering: .relaxed)
        return unsafe AllocationCounter.realloc?(pointer, size)
      },
      "aligned_alloc": hook { alignment, size in
        AllocationCounter.count.add(1, ordering: .relaxed)
        return unsafe AllocationCounter.alignedAlloc?(alignment, size)
      },
      "posix_memalign": hook { result, alignment, size in
        AllocationCounter.count.add(1, ordering: .relaxed)
        return unsafe AllocationCounter.posixMemalign?(result, alignment, size) ?? ENOMEM
      },
    ]) > 0
  }

  /// How often memory was asked for while `body` ran.
  static func allocations(in body: () -> Void) -> Int {
    let before = count.load(ordering: .relaxed)
    body()
    return count.load(ordering: .relaxed) - before
  }

  private static func keepOriginals() {
    let handle = unsafe dlopen(nil, RTLD_NOW)
    unsafe malloc = unsafeBitCast(dlsym(handle, "malloc"), to: Malloc?.self)
    unsafe calloc = unsafeBitCast(dlsym(handle, "calloc"), to: Calloc?.self)
    unsafe realloc = unsafeBitCast(dlsym(handle, "realloc"), to: Realloc?.self)
    unsafe alignedAlloc = unsafeBitCast(dlsym(handle, "aligned_alloc"), to: Calloc?.self)
    unsafe posixMemalign = unsafeBitCast(dlsym(handle, "posix_memalign"), to: Memalign?.self)
  }

  private static func hook(_ function: Malloc) -> UnsafeRawPointer {
    unsafe unsafeBitCast(function, to: UnsafeRawPointer.self)
  }

  private static func hook(_ function: Calloc) -> UnsafeRawPointer {
    unsafe unsafeBitCast(function, to: UnsafeRawPointer.self)
  }

  private static func hook(_ function: Realloc) -> UnsafeRawPointer {
    unsafe unsafeBitCast(function, to: UnsafeRawPointer.self)
  }

  private static func hook(_ function: Memalign) -> UnsafeRawPointer {
    unsafe unsafeBitCast(function, to: UnsafeRawPointer.self)
  }
}
#endif
