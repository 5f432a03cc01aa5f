/// A value of JSON, whose objects keep the order of their keys.
enum JSONValue {
  case null
  case bool(Bool)
  case int(Int)
  case float(Float)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The value as JSON on one line.
  var rendered: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .float(let value): Self.number(value)
    case .double(let value): Self.number(value)
    case .string(let text): Self.quoted(text)
    case .array(let values): "[" + values.map(\.rendered).joined(separator: ", ") + "]"
    case .object(let entries):
      "{"
        + entries.map { "\(Self.quoted($0.0)): \($0.1.rendered)" }.joined(separator: ", ") + "}"
    }
  }

  /// The shortest digits that give the same number again; JSON has neither NaN nor infinity.
  private static func number<Value: BinaryFloatingPoint & CustomStringConvertible>(
    _ value: Value
  ) -> String {
    if value.isFinite { return value.description }
    if value.isNaN { return "null" }
    return (value > 0 ? Value.greatestFiniteMagnitude : -Value.greatestFiniteMagnitude).description
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // The controls JSON forbids, and DEL and C1, which a terminal might obey.
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
