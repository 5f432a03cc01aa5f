/// One field of a line of CSV.
enum CSVField: Hashable {
  case empty
  case int(Int)
  case float(Float)
  case text(String)

  /// The field as it stands in a file: text in quotes where it has to be.
  ///
  /// - Reference: RFC 4180, section 2.
  var rendered: String {
    switch self {
    case .empty: ""
    case .int(let value): String(value)
    case .float(let value): value.isNaN ? "" : JSONValue.float(value).rendered
    case .text(let text): Self.quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
