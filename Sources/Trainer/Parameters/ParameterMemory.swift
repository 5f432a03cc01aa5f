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
  /// Adam's moving means of the updates, and of their squares; the same as `updates` without it.
  let means, squares: UnsafeMutablePointer<Float>
  /// Whether there are such means.
  let hasMoments: Bool
  private let storage: AlignedFloats

  /// How often there is room for all values: with their updates, and Adam's means and squares.
  static func partCount(hasMoments: Bool) -> Int { hasMoments ? 4 : 2 }

  /// Room for `count` values, all 0.
  init(count: Int, hasMoments: Bool) {
    let parts = Self.partCount(hasMoments: hasMoments)
    storage = AlignedFloats(count: parts * count)
    self.hasMoments = hasMoments
    unsafe values = storage.values
    unsafe updates = storage.values + count
    unsafe means = storage.values + (parts - 2 + (hasMoments ? 0 : 1)) * count
    unsafe squares = storage.values + (parts - 1) * count
    unsafe values.update(repeating: 0, count: parts * count)
  }

  /// Values of all that is kept: parameters, updates, and Adam's means and squares.
  var allCount: Int { storage.count }

  /// Value number `index` of these.
  func value(_ index: Int) -> Float { unsafe storage.values[index] }

  /// Puts all of these in place.
  func setAll(to all: [Float]) {
    for (index, value) in all.enumerated() { unsafe storage.values[index] = value }
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
