import Engine

/// The parameters of a network that is trained, and their updates: sums of what came from behind,
/// and what is left of earlier ones (momentum).
///
/// - Note: `@unchecked Sendable` because of the pointers: the trainer that owns it is noncopyable,
///   and the threads of a step write to places of their own.
@safe final class ParameterMemory: @unchecked Sendable {
  /// Values of all arrays.
  let values: UnsafeMutablePointer<Float>
  /// Their updates, at the same places.
  let updates: UnsafeMutablePointer<Float>
  /// Values of all arrays together.
  let count: Int
  /// Whether behind the updates there are moving means of them and of their squares, for Adam.
  let hasMoments: Bool
  private let storage: AlignedFloats

  /// Room for `count` values, all 0.
  init(count: Int, hasMoments: Bool) {
    (self.count, self.hasMoments) = (count, hasMoments)
    storage = AlignedFloats(count: (hasMoments ? 4 : 2) * count)
    unsafe values = storage.values
    unsafe updates = storage.values + count
    unsafe values.update(repeating: 0, count: (hasMoments ? 4 : 2) * count)
  }

  /// Puts an array in place, given in Darknet's order.
  func set(_ array: ParameterArray, to darknet: [Float]) {
    for (index, value) in darknet.enumerated() {
      unsafe values[array.offset + array.layout.place(of: index)] = value
    }
  }

  /// An array in Darknet's order.
  func darknet(_ array: ParameterArray) -> [Float] {
    (0..<array.count).map { unsafe values[array.offset + array.layout.place(of: $0)] }
  }
}
