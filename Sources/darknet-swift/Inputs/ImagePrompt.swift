/// Asks for images, one path a line, as darknet does.
struct ImagePrompt: ~Copyable {
  private let messages: Messages
  private let isOutput: Bool
  private var lines: ListReader

  /// Asks on standard error, or on standard output if the question `isOutput`, which is where
  /// programs look for it that lead darknet's dialogue.
  ///
  /// - Throws: `CommandError`.
  init(messages: Messages, isOutput: Bool) throws(CommandError) {
    (self.messages, self.isOutput) = (messages, isOutput)
    lines = try ListReader("-", form: .lines)
  }

  /// The image of the next line, or nil at the end of the input.
  ///
  /// - Throws: `CommandError` when the question or the answer breaks off.
  mutating func next() throws(CommandError) -> ImageInput? {
    try ask("Enter Image Path: ")
    guard let path = try lines.next() else {
      // The shell's next question begins a line.
      if messages.terminal.canAsk { try ask("\n") }
      return nil
    }
    return .file(Self.trimmed(path))
  }

  private func ask(_ question: String) throws(CommandError) {
    if isOutput { try Output.print(question) } else { messages.ask(question) }
  }

  /// A file dragged into a terminal leaves a blank behind its path.
  private static func trimmed(_ path: RawPath) -> RawPath {
    let blanks = Set(" \t".utf8)
    let bytes = path.bytes.drop(while: blanks.contains)
    let end = bytes.lastIndex { !blanks.contains($0) }.map(bytes.index(after:)) ?? bytes.endIndex
    return RawPath(bytes: Array(bytes[..<end]))
  }
}
