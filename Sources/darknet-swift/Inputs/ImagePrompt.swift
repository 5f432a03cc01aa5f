import Foundation

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
      let path = line.trimmingCharacters(in: .whitespaces)
      if !path.isEmpty { return .file(RawPath(path)) }
    }
  }
}
