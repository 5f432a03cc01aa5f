/// An element of a list that may be damaged without harm to the others.
struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
  /// The element, or what is wrong with it.
  let result: Result<Value, DecodingFault>

  init(from decoder: any Decoder) {
    do {
      result = .success(try Value(from: decoder))
    } catch {
      result = .failure(DecodingFault(error))
    }
  }
}

/// What a decoder found wrong, in a few words.
struct DecodingFault: Error, Hashable {
  /// The words.
  let text: String

  /// The words for what a decoder threw.
  init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, _): text = "'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      text = "\(Self.place(context)) is of the wrong kind"
    case DecodingError.dataCorrupted(let context):
      text = context.codingPath.isEmpty ? "it is no JSON" : "\(Self.place(context)) makes no sense"
    default: text = "it cannot be read"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    // The place of the element itself is said by others.
    let path = context.codingPath
    let element = path.firstIndex { $0.intValue != nil }
    let below = element.map { path[($0 + 1)...] } ?? path[...]
    let name = below.last { $0.intValue == nil }?.stringValue
    return name.map { "'\($0)'" } ?? "it"
  }
}
