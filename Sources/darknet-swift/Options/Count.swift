import ArgumentParser

/// Reads counts of things: whole numbers from 1 on.
enum Count {
  /// The number `text` stands for, at most a million.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String) throws -> Int {
    guard let count = Int(text), (1...1_000_000).contains(count) else {
      throw ValidationError("a number from 1 to 1000000 is needed")
    }
    return count
  }
}
