/// Reads the little of Python's notation that NPY headers use.
struct NpyHeaderReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// Skips blanks, and the character if it comes next; says whether it did.
  mutating func skips(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard let next = rest.first, UInt32(next) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Skips the character, which has to come next.
  mutating func require(_ character: Unicode.Scalar) throws(NpyFault) {
    guard skips(character) else {
      throw NpyFault(.badHeader, "the header is damaged: '\(character)' is missing in it")
    }
  }

  /// Text in single or double quotes.
  mutating func string() throws(NpyFault) -> String {
    let quote: Unicode.Scalar = skips("\"") ? "\"" : "'"
    if quote == "'" { try require("'") }
    let text = prefix { UInt32($0) != quote.value }
    try require(quote)
    return text
  }

  /// The name of a simple type; nil for a structured one, which is a list.
  mutating func typeName() throws(NpyFault) -> String? {
    guard skips("[") else { return try string() }
    // Nothing behind a structured type matters: it is refused.
    rest = ArraySlice("}".utf8)
    return nil
  }

  /// `True` or `False`.
  mutating func boolean() throws(NpyFault) -> Bool {
    skipBlanks()
    switch prefix(while: { UInt8(ascii: "A")...UInt8(ascii: "z") ~= $0 }) {
    case "True": return true
    case "False": return false
    default: throw NpyFault(.badHeader, "the header's 'fortran_order' is neither True nor False")
    }
  }

  /// Non-negative numbers in parentheses.
  mutating func tuple() throws(NpyFault) -> [Int] {
    var numbers: [Int] = []
    try require("(")
    while !skips(")") {
      let digits = prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard let number = Int(digits) else {
        throw NpyFault(.badHeader, "the header's shape is not a list of numbers")
      }
      numbers.append(number)
      _ = skips(",")
    }
    return numbers
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private mutating func prefix(while condition: (UInt8) -> Bool) -> String {
    let found = rest.prefix(while: condition)
    rest = rest.dropFirst(found.count)
    return String(decoding: found, as: UTF8.self)
  }
}
