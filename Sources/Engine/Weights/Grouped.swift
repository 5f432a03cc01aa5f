extension Int {
  /// The number with a comma every three digits: `50,676,061`.
  var grouped: String {
    let digits = String(magnitude)
    let parts = stride(from: digits.count, to: 0, by: -3).map { end in
      digits.dropLast(digits.count - end).suffix(3)
    }
    return (self < 0 ? "-" : "") + parts.reversed().joined(separator: ",")
  }
}
