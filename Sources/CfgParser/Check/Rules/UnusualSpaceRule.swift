/// Characters that look like blanks and are none.
enum UnusualSpaceRule: CfgRule {
  private static let rule = CheckRule(
    "unusual-space", .warning,
    "a no-break space or the like outside comments, which is part of the key or value")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    // Texts of plain ASCII, which most are, are looked through once.
    guard review.text.bytes.contains(where: { $0 >= 0x80 }) else { return [] }
    return review.text.lines.enumerated().compactMap { index, line in
      guard line.contains(where: { $0 >= 0x80 }) else { return nil }
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      let scalars = String(decoding: content, as: UTF8.self).unicodeScalars
      guard content.trimmed.first != UInt8(ascii: ";"),
        let (column, scalar) = scalars.enumerated().first(where: { isUnusual($0.element) })
      else { return nil }
      let code = String(scalar.value, radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return Finding(
        rule,
        at: CfgLocation(file: review.text.file, line: index + 1, column: column + 1),
        "U+\(digits) looks like a blank, but is part of the text", help: "replace it by a blank")
    }
  }

  /// Spaces other than the blank and the tab, and characters without width.
  private static func isUnusual(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .spaceSeparator: scalar != " "
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
