/// Numbers as text, with a limited number of decimals.
enum DecimalText {
  /// The number rounded to that many decimals, halves away from zero, without zeros at the end.
  static func rounded(_ value: Double, to decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((value * Double(scale)).rounded())
    let (number, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    var digits = String(rest)
    digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
    while digits.last == "0" { digits.removeLast() }
    let sign = whole < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(number)" : "\(sign)\(number).\(digits)"
  }
}
