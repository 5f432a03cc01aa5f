/// Writes the results of one image after the other, in one of the formats.
struct ResultWriter: ~Copyable {
  /// The format of what is written.
  let format: ResultFormat
  private var output: Output
  private var count = 0

  /// Starts the output.
  ///
  /// - Throws: `CommandError` when the file cannot be created.
  init(
    _ format: ResultFormat, path: String?, continuing earlier: EarlierRun? = nil
  ) throws(CommandError) {
    self.format = format
    output = try Output(path: path, continuing: earlier)
  }

  /// Whether somebody sees the results come, who needs no other sign of progress.
  var isTerminal: Bool { output.isTerminal }

  /// Writes what was found in one image.
  mutating func write(
    text: @autoclosure () -> String, json: @autoclosure () -> JSONValue
  ) throws(CommandError) {
    switch format {
    case .text: try output.write(text())
    case .jsonl: try output.write(json().rendered + "\n")
    case .json: try output.write((count == 0 ? "[\n" : ",\n") + json().rendered)
    }
    count += 1
  }

  /// Ends the output.
  mutating func finish() throws(CommandError) {
    if format == .json { try output.write(count == 0 ? "[]\n" : "\n]\n") }
    try output.finish()
  }
}
