import ArgumentParser

/// Reads counts of things: whole numbers from 1 on.
enum Count {
  /// The number `text` stands for, at most a million.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String) throws -> Int { try parse(text, upTo: 1_000_000) }

  /// The number `text` stands for, at most `limit`.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String, upTo limit: Int) throws -> Int {
    guard let count = Int(text), (1...limit).contains(count) else {
      throw ValidationError("a number from 1 to \(limit) is needed")
    }
    return count
  }
}
