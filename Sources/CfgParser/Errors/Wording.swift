/// How messages write values, numbers and keys, so that all of them read alike.
package enum Wording {
  private static let longestQuotation = 80

  /// The text in single quotes as written, shortened and with control characters made visible.
  package static func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(longestQuotation) {
      shown.unicodeScalars.append(
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    let isCut = text.unicodeScalars.dropFirst(longestQuotation).first != nil
    return "'\(shown)\(isCut ? "…" : "")'"
  }

  /// A number with its digits in groups of three from 10,000 on: `1024`, `50,676,061`.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    guard digits.count > 4 else { return String(number) }
    var text = number < 0 ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A number of operations in 10⁹ with three decimals: `29.360`.
  package static func billions(_ number: Int) -> String {
    let (whole, rest) = (number / 1_000_000).quotientAndRemainder(dividingBy: 1_000)
    let rounded = number % 1_000_000 < 500_000 ? rest : rest + 1
    let (carry, thousandths) = rounded.quotientAndRemainder(dividingBy: 1_000)
    let digits = String(thousandths)
    return "\(whole + carry)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// The last component of a path.
  package static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// A key with the article it takes in a sentence: `a stride`, `an output`, but `filters`.
  static func withArticle(_ key: String) -> String {
    guard let first = key.first, key.last != "s" else { return key }
    return "aeiou".contains(first) ? "an \(key)" : "a \(key)"
  }

  /// Items as a sentence enumerates them: `a`, `a or b`, `a, b or c`.
  package static func list(_ items: [String], _ conjunction: String = "or") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }
}
