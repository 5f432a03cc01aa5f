/// What stands before, between and behind the items of a stream.
struct StreamFrame: Hashable {
  /// Before the first item.
  let opening: String
  /// Between two items.
  let separator: String
  /// Behind the last item.
  let closing: String
  /// What a stream without items is.
  let empty: String

  /// Items that are whole lines, below a header if there is one.
  static func lines(header: String = "") -> StreamFrame {
    StreamFrame(opening: header, separator: "", closing: "", empty: header)
  }

  /// The elements of one JSON array, each on a line.
  static let array = StreamFrame(opening: "[\n", separator: ",\n", closing: "\n]\n", empty: "[]\n")
}
