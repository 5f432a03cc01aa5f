/// Asks for images on a terminal, one path a line, as darknet does.
struct ImagePrompt {
  /// Where the question is shown.
  let messages: Messages

  /// The image of the next line, or nil at the end of the input.
  func next() -> ImageInput? {
    while true {
      messages.ask("Enter Image Path: ")
      guard let line = readLine() else {
        messages.ask("\n")
        return nil
      }
      let path = Self.trimmed(line)
      if !path.isEmpty { return .file(RawPath(path)) }
    }
  }

  private static func trimmed(_ line: String) -> String {
    var rest = line[...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
