/// One allocation of floats, aligned for the widest vectors; freed with its last owner.
///
/// `@unchecked` because of the pointer: the values are written while the owner is made and only
/// read after.
@safe package final class AlignedFloats: @unchecked Sendable {
  /// Values held.
  package let count: Int
  /// The first value.
  package let values: UnsafeMutablePointer<Float>
  /// Where they lie if they are many; nil where the allocator has them.
  private let pages: PageMemory?

  /// Uninitialised room for `count` values.
  package init(count: Int) {
    self.count = count
    let byteCount = max(1, count) * MemoryLayout<Float>.stride
    pages = byteCount < Self.manyBytes ? nil : PageMemory(byteCount: byteCount)
    let memory =
      unsafe pages?.start ?? UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    unsafe values = memory.bindMemory(to: Float.self, capacity: count)
  }

  /// A copy of `values`, followed by 0 up to `count`.
  package convenience init(_ values: [Float], paddedTo count: Int) {
    self.init(count: count)
    for index in 0..<count {
      unsafe self.values[index] = index < values.count ? values[index] : 0
    }
  }

  deinit {
    if pages == nil { unsafe UnsafeMutableRawPointer(values).deallocate() }
  }

  /// Bytes from which a piece of its own is worth a call of the system.
  private static let manyBytes = 256 << 10
}
