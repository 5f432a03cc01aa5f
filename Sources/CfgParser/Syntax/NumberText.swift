/// A number at the start of a value, and the text behind it that is not part of the number.
struct NumberText<Number> {
  let value: Number
  let rest: Substring
}

extension NumberText<Int> {
  /// The integer `text` begins with; one that does not fit 64 bits is taken as the nearest that
  /// does.
  ///
  /// Darknet stops reading at the first character that is no digit, whatever it is. Here text that
  /// may make another number (`1e3`, `0.5`, `64abc`) is refused; `64;note` and `64.0` are 64.
  init?(_ text: String) {
    let digits = text.drop { $0 == "+" || $0 == "-" }
    let isNegative = text.first == "-"
    let number = digits.prefix { $0.isASCII && $0.isNumber }
    guard text.count - digits.count <= 1, !number.isEmpty else { return nil }
    let sign = isNegative ? "-" : ""
    value = Int(sign + number) ?? (isNegative ? .min : .max)
    let rest = digits[number.endIndex...]
    let fraction = rest.hasPrefix(".") ? rest.dropFirst().drop { $0 == "0" } : rest
    guard isComment(fraction) else { return nil }
    self.rest = fraction
  }
}

extension NumberText<Float> {
  /// The finite number `text` begins with, rounded to single precision.
  init?(_ text: String) {
    let number = text.prefix { "+-.0123456789eE".contains($0) }
    let rest = text[number.endIndex...]
    // By way of double precision, as darknet's `atof` does.
    guard let double = Double(number), isComment(rest) else { return nil }
    (value, self.rest) = (Float(double), rest)
    guard value.isFinite else { return nil }
  }
}

/// Whether text behind a number can be left out without changing what was meant.
private func isComment(_ rest: Substring) -> Bool {
  guard let first = rest.first else { return true }
  return first.isASCII && !first.isLetter && !first.isNumber && !".,+-%_".contains(first)
}
