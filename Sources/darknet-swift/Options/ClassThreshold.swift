import ArgumentParser

/// A class with a threshold of its own, as `dog=.6` says it.
struct ClassThreshold: Hashable {
  /// The class, by name or by number.
  let name: String
  /// What its confidence must be above, 0…1.
  let threshold: Float

  /// What `text` says; a name may have `=` in it.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String) throws -> ClassThreshold {
    guard let mark = text.lastIndex(of: "="), mark > text.startIndex else {
      throw ValidationError("a class and a number are needed, such as dog=0.6")
    }
    return ClassThreshold(
      name: String(text[..<mark]),
      threshold: try Threshold.parse(String(text[text.index(after: mark)...])))
  }
}
