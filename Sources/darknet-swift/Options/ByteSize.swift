import ArgumentParser

/// Reads sizes of memory: `512M`, `2G`, `1.5GiB`, or bytes.
enum ByteSize {
  /// The bytes that `text` stands for; the units are powers of 1024, whatever their case.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String) throws -> Int {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    var unit = text.dropFirst(digits.count).uppercased()
    if unit.hasSuffix("IB") { unit.removeLast(2) } else if unit.hasSuffix("B") { unit.removeLast() }
    guard let number = Double(digits), let power = ["", "K", "M", "G", "T"].firstIndex(of: unit),
      let count = Int(exactly: (number * Double(1 << (10 * power))).rounded()), count > 0
    else {
      throw ValidationError("a size such as 512M or 2G is needed")
    }
    return count
  }
}
