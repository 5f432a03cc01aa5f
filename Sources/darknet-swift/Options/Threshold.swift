import ArgumentParser

/// Reads thresholds: numbers from 0 to 1, with a point.
enum Threshold {
  /// The number `text` stands for.
  ///
  /// - Throws: `ValidationError`, also for NaN.
  static func parse(_ text: String) throws -> Float {
    guard let value = Float(text), (0...1).contains(value) else {
      throw ValidationError("a number from 0 to 1 is needed, such as 0.25")
    }
    return value
  }
}
