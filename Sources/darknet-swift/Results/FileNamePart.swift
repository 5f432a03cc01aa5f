/// Makes text that comes from anywhere, the name of a class, part of a file's name.
enum FileNamePart {
  /// Longer parts would leave no room for the rest of a name, which may have 255 bytes.
  private static let byteLimit = 100

  /// The text, not too long, with `_` for what separates folders and for control characters.
  static func safe(_ text: String) -> String {
    var (safe, byteCount) = (String.UnicodeScalarView(), 0)
    for scalar in text.unicodeScalars {
      byteCount += UTF8.width(scalar)
      guard byteCount <= byteLimit else { break }
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      safe.append(scalar == "/" || isControl ? "_" : scalar)
    }
    return String(safe)
  }
}
