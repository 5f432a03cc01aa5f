/// What the argument parser has to say against a call, in the form of our messages.
struct UsageFault {
  /// The error to be reported.
  let error: CommandError

  /// Takes the parser's sentence; `command` is the command it is about, `help` what to say of it
  /// where the parser has no question.
  init(_ message: String, command: String?, help: String? = nil) {
    let subject = ["darknet-swift", command].compactMap(\.self).joined(separator: " ")
    let (fault, question) = Self.split(message)
    error = CommandError(
      .usage, subject, Self.lowercased(fault),
      help: question.map(Self.lowercased) ?? help ?? "see '\(subject) --help'")
  }

  /// The sentence, and the parser's "Did you mean" behind it.
  private static func split(_ message: String) -> (fault: String, question: String?) {
    let text = message.split(whereSeparator: \.isNewline).map(String.init).joined(separator: " ")
    guard let found = text.firstRange(of: "Did you mean") else { return (trimmed(text), nil) }
    return (trimmed(String(text[..<found.lowerBound])), String(text[found.lowerBound...]))
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while let last = text.last, last == " " || last == "." { text.removeLast() }
    return text
  }

  private static func lowercased(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}
