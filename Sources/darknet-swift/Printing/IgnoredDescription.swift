import CfgParser

/// The sections and keys of a network that mean nothing to inference, as text and as JSON.
struct IgnoredDescription {
  private let options: [IgnoredOptions]

  init(_ options: [IgnoredOptions]) { self.options = options }

  /// A paragraph with a line for each kind of section, or nothing.
  var text: String? {
    guard !options.isEmpty else { return nil }
    let whole = sections(where: \.isWholeSection)
    let partial = sections { !$0.isWholeSection }
    let lines =
      partial.map { "[\($0)] \(keys(of: $0).joined(separator: ", "))" }
      + (whole.isEmpty ? [] : [whole.map { "[\($0)]" }.joined(separator: ", ")])
    return "ignored, of no meaning to inference:\n" + lines.map(Self.wrapped).joined()
  }

  /// An object for every section that has such keys, in the order of the file.
  var json: JSONValue {
    .array(
      options.map { option in
        .object([
          ("section", .string(option.section)),
          ("line", .int(option.location.line)),
          ("keys", .array(option.keys.map(JSONValue.string))),
          ("whole", .bool(option.isWholeSection)),
        ])
      })
  }

  /// The names of the sections, each once.
  private func sections(where belongs: (IgnoredOptions) -> Bool) -> [String] {
    Self.unique(options.filter(belongs).map(\.section))
  }

  /// The keys of all sections of that name, each once.
  private func keys(of section: String) -> [String] {
    Self.unique(options.filter { $0.section == section }.flatMap(\.keys))
  }

  private static func unique(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }
  }

  /// The line, indented, broken between words where it is long.
  private static func wrapped(_ line: String) -> String {
    var (text, length) = (" ", 1)
    for word in line.split(separator: " ") {
      if length + 1 + word.count > 100 { (text, length) = (text + "\n   ", 3) }
      text += " \(word)"
      length += 1 + word.count
    }
    return text + "\n"
  }
}
