/// How far values may be from ones worked out by hand.
enum HeadTolerance {
  /// A handful of single-precision operations on numbers near 1.
  static let rounding: Float = 1e-6
  /// Golden values are printed with seven digits.
  static let printed: Float = 1e-6
}
