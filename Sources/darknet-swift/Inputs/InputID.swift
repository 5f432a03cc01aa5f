/// What a caller calls an input, to find its result again: text or a number, given back as it came.
enum InputID: Hashable, Decodable {
  case text(String)
  case int(Int)
  case number(Double)
  case bool(Bool)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .int(number)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  /// The value for the object of the result.
  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .int(let number): .int(number)
    case .number(let number): .double(number)
    case .bool(let flag): .bool(flag)
    }
  }

  /// The value for people.
  var text: String { if case .text(let text) = self { text } else { json.rendered } }
}
