/// The form of libFuzzer's dictionaries: a word a line, in quotes, `\xNN` for what is no text.
enum FuzzDictionary {
  /// The word of a line; nil for comments and blank lines.
  static func word(_ line: Substring) -> [UInt8]? {
    guard line.first != "#", let start = line.firstIndex(of: "\""),
      let end = line.lastIndex(of: "\""), start < end
    else { return nil }
    var (word, rest) = ([UInt8](), line[line.index(after: start)..<end].utf8)
    while let byte = rest.popFirst() {
      word.append(byte == UInt8(ascii: "\\") ? escaped(&rest) : byte)
    }
    return word
  }

  /// What stands for the characters behind a backslash.
  private static func escaped(_ rest: inout Substring.UTF8View) -> UInt8 {
    guard let kind = rest.popFirst() else { return UInt8(ascii: "\\") }
    guard kind == UInt8(ascii: "x") else { return kind }
    let digits = String(decoding: rest.prefix(2), as: UTF8.self)
    rest = rest.dropFirst(2)
    return UInt8(digits, radix: 16) ?? 0
  }
}
